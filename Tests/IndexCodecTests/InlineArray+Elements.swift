extension InlineArray<128, UInt32> {
    /// The first elements as an array.
    func elements(_ count: Int) -> [UInt32] { (0..<count).map { self[$0] } }
}
