/// How much a ZIP file may hold: beyond it the file is refused.
package struct ArchiveLimits: Sendable {
    /// How many entries the directory may list.
    package var entries = 65_536

    /// How many bytes an entry may unpack to.
    package var entrySize = 4 << 30

    /// How many times its packed size an entry may unpack to, once it is larger than `ratioGrace`.
    ///
    /// Sheets of many equal cells reach about 60.
    package var ratio = 200

    /// How many bytes an entry may unpack to whatever the ratio.
    package var ratioGrace = 16 << 20

    /// How many bytes the shared strings of a workbook may have.
    package var sharedStrings = 1 << 30

    /// How many bytes of a file that comes from a pipe, or has to be seen as a whole, are kept in
    /// memory.
    package var memory = 512 << 20

    /// The limits of the command.
    package init() {}
}
