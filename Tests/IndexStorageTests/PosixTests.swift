import Foundation
import Testing

@testable import SystemCalls

@Suite("System calls") struct PosixTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("a call that signals interrupt is repeated, and one that fails otherwise is not")
    func interruptions() {
        var calls = 0
        let (result, error) = Posix.uninterrupted { () -> Int in
            calls += 1
            errno = EINTR
            return calls < 4 ? -1 : 7
        }
        #expect(result == 7 && error == 0 && calls == 4)
        calls = 0
        let failed = Posix.status {
            calls += 1
            errno = EIO
            return -1
        }
        #expect(failed == EIO && calls == 1)
    }

    @Test("a path with a NUL is rejected instead of truncated")
    func paths() throws {
        let path = try folder.write([1]) + "\0.txt"
        #expect(Posix.open(path, .read).errno == EINVAL)
        #expect(Posix.status(path).errno == EINVAL)
        #expect(Posix.removeFile(path) == EINVAL)
        #expect(Posix.list(folder.path + "\0").errno == EINVAL)
        #expect(Posix.linkDestination(path) == nil)
        #expect(try folder.read("file") == [1])
    }

    @Test("bytes are read and written from offsets of an array, and the end is a count of 0")
    func streams() throws {
        let (file, path, error) = Posix.createTemporary(in: folder.path, prefix: "a-")
        defer { Posix.closeFile(file) }
        #expect(error == 0 && path.hasPrefix(folder.file("a-")))
        #expect(Posix.writeAll(file, [1, 2, 3, 4], count: 3) == 0)
        #expect(Posix.write(file, [9, 9, 5], from: 2) == (1, 0))
        #expect(Posix.seek(file, to: 1) == 0)
        var bytes = [UInt8](repeating: 0, count: 5)
        #expect(Posix.read(file, into: &bytes, from: 3, atMost: 1) == (1, 0))
        #expect(Posix.read(file, into: &bytes, from: 1) == (2, 0))
        #expect(bytes == [0, 3, 5, 2, 0])
        #expect(Posix.read(file, into: &bytes, from: 0) == (0, 0))
    }

    @Test("what is not open is an error with its text")
    func failures() {
        var bytes: [UInt8] = [0]
        #expect(Posix.read(-1, into: &bytes, from: 0).errno == EBADF)
        #expect(Posix.writeAll(-1, [1]) == EBADF)
        #expect(Posix.writeAll(-1, [1], at: 0) == EBADF)
        #expect(Posix.readPart(-1, at: 0, count: 1).errno == EBADF)
        #expect(Posix.truncate(-1, 0) == EBADF)
        #expect(Posix.lockExclusively(-1, waiting: true) == EBADF)
        #expect(Posix.closeFile(-1) == EBADF)
        #expect(Posix.message(EBADF) == "Bad file descriptor")
    }

    @Test("a new file is not made where something is, not even a link to nothing")
    func createNew() throws {
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("link"), withDestinationPath: "nothing")
        #expect(Posix.open(folder.file("link"), .createNew).errno == EEXIST)
        #expect(Posix.linkDestination(folder.file("link")) == "nothing")
        #expect(Posix.linkDestination(folder.path) == nil)
    }

    @Test("a program is started with its arguments, and its exit code or signal comes back")
    func programs() throws {
        for (script, text, code) in [
            ("printf '%s' \"$1\"; exit 3", "連携 a", 3), ("kill -KILL $$", "", 137),
        ] {
            let (process, output, error) = Posix.start("sh", ["-c", script, "sh", "連携 a"])
            try #require(error == 0)
            let (bytes, readError) = Posix.readAll(output, size: 0, limit: 100)
            #expect(readError == 0 && String(decoding: bytes, as: UTF8.self) == text)
            #expect(Posix.closeFile(output) == 0)
            #expect(Posix.wait(for: process) == code)
        }
        #expect(Posix.start("no-such-program-here", []).errno == ENOENT)
    }
}
