import IndexStorage
import Testing

@Suite struct OutputFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let buffer = 1 << 20

    /// Writes pieces of some sizes and compares the file with them.
    @Test(
        "pieces of any size are concatenated",
        arguments: [
            [], [0], [1], [buffer - 1], [buffer], [buffer + 1], [3 * buffer], [1, buffer - 1],
            [1, buffer], [buffer - 1, 1, 1], [10, buffer, 10, 2 * buffer + 3, 0, 7],
        ])
    func sizes(sizes: [Int]) throws {
        let file = try FileSystem().create(folder.file("out"))
        var expected: [UInt8] = []
        for (index, size) in sizes.enumerated() {
            let piece = [UInt8](repeating: UInt8(index + 1), count: size)
            try file.write(piece)
            expected += piece
            #expect(file.count == expected.count)
        }
        try file.finish()
        #expect(try folder.read("out") == expected)
    }

    @Test("writing after rewinding replaces the content")
    func rewind() throws {
        for (first, kept, second) in [
            (5, 3, 4), (5, 0, 1), (Self.buffer + 10, Self.buffer + 4, 3),
            (2 * Self.buffer, 7, 20), (3 * Self.buffer, Self.buffer + 1, Self.buffer),
        ] {
            let file = try FileSystem().create(folder.file("out"))
            try file.write([UInt8](repeating: 1, count: first))
            file.rewind(to: kept)
            #expect(file.count == kept)
            try file.write([UInt8](repeating: 2, count: second))
            try file.finish()
            #expect(
                try folder.read("out") == [UInt8](repeating: 1, count: kept)
                    + [UInt8](repeating: 2, count: second))
        }
    }

    @Test("a call that failed can be made again, whichever it was")
    func retry() throws {
        let pieces = [10, Self.buffer, 3, 2 * Self.buffer, 100]
        var failAt = 1
        while true {
            let faults = FaultPlan(failAt: failAt, count: 1, errno: 5)
            let file = try FileSystem(faults: faults).create(folder.file("out"))
            var failures = 0
            func trying(_ body: () throws -> Void) throws {
                do { try body() } catch {
                    failures += 1
                    try body()
                }
            }
            for (index, size) in pieces.enumerated() {
                try trying { try file.write([UInt8](repeating: UInt8(index + 1), count: size)) }
            }
            try trying { try file.finish() }
            #expect(
                try folder.read("out")
                    == pieces.enumerated().flatMap { [UInt8](repeating: UInt8($0 + 1), count: $1) })
            if failures == 0 { break }
            failAt += 1
        }
        #expect(failAt > 4)
    }

    @Test("a finished file can be written to again")
    func reopen() throws {
        let file = try FileSystem().create(folder.file("out"))
        try file.write([1, 2, 3, 4])
        try file.finish()
        file.rewind(to: 2)
        try file.write([9])
        try file.finish()
        #expect(try folder.read("out") == [1, 2, 9])
    }

    @Test("a file that was there is emptied first")
    func overwrite() throws {
        try folder.write([1, 2, 3, 4], to: "out")
        let file = try FileSystem().create(folder.file("out"))
        try file.write([9])
        try file.finish()
        #expect(try folder.read("out") == [9])
    }

    @Test("a file in a folder that is not there is not found, a folder is no file")
    func unwritable() {
        let missing = #expect(throws: StorageError.self) {
            _ = try FileSystem().create(folder.file("none/out"))
        }
        #expect(missing?.code == .notFound)
        let directory = #expect(throws: StorageError.self) {
            _ = try FileSystem().create(folder.path)
        }
        #expect(directory?.code == .io)
    }

    @Test("a file that is dropped before its end is closed")
    func dropped() throws {
        // More files than a process may have open at once.
        for _ in 0..<3000 { _ = try FileSystem().create(folder.file("out")) }
        #expect(try folder.read("out").isEmpty)
    }
}
