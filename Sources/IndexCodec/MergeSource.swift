/// Where a document of a merged segment comes from.
package struct MergeSource: BitwiseCopyable, Sendable {
    /// Which of the merged segments.
    package let segment: UInt32
    /// The document's number there.
    package let document: UInt32

    package init(segment: UInt32, document: UInt32) {
        self.segment = segment
        self.document = document
    }
}
