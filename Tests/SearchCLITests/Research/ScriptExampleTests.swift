import Foundation
import Testing

/// What other languages this machine can run the examples of.
private enum Interpreter {
    /// True if a command ends without an error.
    static func succeeds(_ program: String, _ arguments: [String]) -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        guard (try? SearchProcess.launch(process)) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    static let hasPandas = succeeds("python3", ["-c", "import pandas"])
    static let hasR = succeeds("Rscript", ["-e", "library(jsonlite); library(readr)"])
}

@Suite("The examples in Python and R") struct ScriptExampleTests {
    /// The blocks of code of a page, and what follows each as its output.
    private func blocks(_ path: String, _ language: String) throws -> (
        code: [String], output: [String]
    ) {
        let page = try String(
            contentsOf: BundledIndex.package.appendingPathComponent(path), encoding: .utf8)
        var (code, output): ([String], [String]) = ([], [])
        var open: String?
        for line in page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line.hasPrefix("```") {
                open = open == nil ? String(line.dropFirst(3)) : nil
                if open == nil, code.last != "" { code.append("") }
            } else if open == language {
                code.append(line)
            } else if open == "text" {
                output.append(line)
            }
        }
        return (code, output)
    }

    @Test(
        "the examples in Python print what the page shows",
        .enabled(if: Interpreter.hasPandas, "python3 with pandas is missing"),
        arguments: ["docs/python.md", "docs/python.ja.md"])
    func python(path: String) async throws {
        let (code, output) = try blocks(path, "python")
        #expect(code.count > 30)
        let outcome = try await DocumentationWorkspace().run(
            "python3", script: code.joined(separator: "\n"))
        #expect(outcome.errors == "")
        #expect(outcome.status == 0)
        #expect(outcome.lines == output)
    }

    @Test(
        "the examples in R run",
        .enabled(if: Interpreter.hasR, "Rscript with jsonlite and readr is missing"),
        arguments: ["docs/r.md", "docs/r.ja.md"])
    func r(path: String) async throws {
        let (code, _) = try blocks(path, "r")
        #expect(code.count > 20)
        let outcome = try await DocumentationWorkspace().run(
            "Rscript", script: code.joined(separator: "\n"))
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    @Test("both languages of a page have the same code", arguments: ["python", "r"])
    func sameCode(name: String) throws {
        let english = try blocks("docs/\(name).md", name)
        let japanese = try blocks("docs/\(name).ja.md", name)
        #expect(english.code == japanese.code)
        #expect(!english.code.isEmpty)
        #expect(english.output == japanese.output)
    }
}
