internal import Synchronization

/// Normalises short texts that are compared or read as numbers, without folding.
///
/// Filling the tables of a normaliser costs more than normalising a short text, so one instance
/// serves all tasks, one at a time.
package enum PlainNormalizer {
    private static let shared = Mutex(TextNormalizer(foldings: []))

    /// The scalars of a text, normalised with NFKC_Casefold, without blanks.
    package static func scalars(of text: String) -> [UInt32] {
        shared.withLock { normalizer in
            var result = NormalizedText()
            normalizer.normalize(text, into: &result)
            return result.base.filter { CharacterClass($0) != .space }
        }
    }
}
