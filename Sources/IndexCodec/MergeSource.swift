/// The origin of a document of a merged segment.
package struct MergeSource: BitwiseCopyable, Sendable {
    /// The index of the source segment.
    package let segment: UInt32
    /// The number of the document in that segment.
    package let document: UInt32

    package init(segment: UInt32, document: UInt32) {
        self.segment = segment
        self.document = document
    }
}
