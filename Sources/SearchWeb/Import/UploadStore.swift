internal import IndexStorage
internal import Messages

/// The files that were sent to be imported, each until it is built.
///
/// Each lies beside the index, in a folder of its own, whose name is made here. In it the file has the
/// name that the client gave it, without what could lead elsewhere: records tell it as their source.
struct UploadStore: Sendable {
    private let folder: String
    private let files = FileSystem()

    /// How many files are kept; the oldest go.
    private static let limit = 4

    /// The files of a site that imports into a folder.
    init(data: String) { folder = data + "/uploads" }

    /// Keeps a file.
    ///
    /// - Parameter name: what the client calls it.
    /// - Returns: what it is called here.
    func keep(_ bytes: [UInt8], name: String) throws -> String {
        // Names of later files sort after those before; the rest of a name cannot be guessed.
        let last = ((try? files.list(folder)) ?? []).filter(UploadStore.isName).max()
        let number = last.flatMap { UInt64($0.dropFirst(7).prefix(16), radix: 16) } ?? 0
        let kept =
            "upload-" + UploadStore.hexadecimal(number &+ 1)
            + UploadStore.hexadecimal(.random(in: .min ... .max))
        _ = try files.makeFolder(folder + "/" + kept)
        let file = try files.create(folder + "/" + kept + "/" + UploadStore.safeName(name))
        try file.write(bytes)
        try file.finish()
        removeOthers(than: kept)
        return kept
    }

    /// The path of a file that is kept.
    ///
    /// - Throws: ``WebError`` 404 if there is none of this name.
    func path(_ name: String) throws -> String {
        guard UploadStore.isName(name), files.exists(folder + "/" + name),
            let file = try files.list(folder + "/" + name).first
        else { throw WebError(404, "this file is gone; choose it again", parameter: "file") }
        return folder + "/" + name + "/" + file
    }

    /// Forgets a file.
    func remove(_ name: String) {
        guard UploadStore.isName(name) else { return }
        let own = folder + "/" + name
        for file in (try? files.list(own)) ?? [] { try? files.remove(own + "/" + file) }
        try? files.removeFolder(own)
    }

    /// What the client calls a file, as a name that leads to no other folder and shows as it is.
    static func safeName(_ name: String) -> String {
        // Scalars, not characters: a mark or a joiner after a slash would make another character of
        // it. What does not show is dropped first, so that nothing is hidden from the cut.
        let shown = Array(
            name.unicodeScalars.filter {
                ![.control, .format].contains($0.properties.generalCategory)
            })
        let last = shown.split { $0 == "/" || $0 == "\\" }.last.map(Array.init) ?? []
        var safe = String(String.UnicodeScalarView(last.drop { $0 == "." }))
        // Names of files have at most 255 bytes; the end tells what the file is.
        while safe.utf8.count > 200 { safe.removeFirst() }
        return safe.isEmpty ? "file" : safe
    }

    /// True for a name that is made here: no other leads anywhere.
    static func isName(_ name: String) -> Bool {
        name.hasPrefix("upload-") && name.utf8.count <= 40
            && name.dropFirst(7).utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x61...0x66).contains($0)
            }
    }

    /// The sixteen digits of a number.
    private static func hexadecimal(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private func removeOthers(than kept: String) {
        let names = ((try? files.list(folder)) ?? []).filter {
            UploadStore.isName($0) && $0 != kept
        }
        for name in names.sorted().dropLast(UploadStore.limit - 1) { remove(name) }
    }
}
