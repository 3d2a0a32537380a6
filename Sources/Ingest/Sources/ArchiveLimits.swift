/// The limits of a ZIP file, beyond which it is refused.
package struct ArchiveLimits: Sendable {
    /// The greatest number of entries.
    package var entries = 65_536

    /// The greatest decompressed size of an entry in bytes.
    package var entrySize = 4 << 30

    /// The greatest compression ratio of an entry larger than `ratioGrace`.
    ///
    /// Sheets of many equal cells reach about 60.
    package var ratio = 200

    /// The size in bytes up to which the ratio is not limited.
    package var ratioGrace = 16 << 20

    /// The greatest size of the shared strings of a workbook in bytes.
    package var sharedStrings = 1 << 30

    /// The greatest number of bytes kept in memory of a file that comes from a pipe or must be
    /// processed as a whole.
    package var memory = 512 << 20

    /// Makes the default limits.
    package init() {}
}
