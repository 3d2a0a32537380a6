import Foundation

/// Writes documents with the statistics of given text, as many as are asked for.
///
///     swift run -c release generate-corpus SOURCE.jsonl COUNT [LENGTH] > generated.jsonl
///
/// The text of a document walks through the source: after each letter it goes on where it is, or
/// with a chance of one in four jumps to another place with the same two letters, as a Markov chain
/// of order two would. So the bigrams are those of the source in their natural shares, in new
/// combinations. Lengths spread around LENGTH letters as those of natural paragraphs do: by the
/// exponential of a normal distribution. The numbers are random but the same in every run.
@main
struct GenerateCorpus {
    static let usage = "usage: generate-corpus SOURCE.jsonl COUNT [LENGTH]"

    static func main() {
        do {
            let arguments = Array(CommandLine.arguments.dropFirst())
            if arguments.contains("--help") || arguments.contains("-h") {
                try FileHandle.standardOutput.write(contentsOf: Data(help.utf8))
                return
            }
            try GenerateCorpus(arguments).run()
        } catch {
            let reason =
                (error as? Failure)?.description ?? "cannot write: \(error.localizedDescription)"
            FileHandle.standardError.write(Data("generate-corpus: \(reason)\n".utf8))
            exit(2)
        }
    }

    /// What is wrong, in a line.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private static let help = """
        \(usage)

        Writes COUNT made-up documents as JSON Lines with the keys id, title and body.
        Their letters follow each other as those of the titles and texts in SOURCE.jsonl do
        (keys title, body and description; its first 50,000 lines).

          COUNT    how many documents, 1 to 1,000,000,000
          LENGTH   how many letters a text has in the middle, 2 to 100,000 (default 120)

        The same arguments give the same documents.

        """

    private let source: String
    private let count: Int
    private let length: Int

    private init(_ arguments: [String]) throws {
        guard (2...3).contains(arguments.count) else {
            throw Failure(description: "two or three arguments are needed; \(Self.usage)")
        }
        source = arguments[0]
        count = try Self.number(arguments[1], "COUNT", 1...1_000_000_000)
        length = arguments.count < 3 ? 120 : try Self.number(arguments[2], "LENGTH", 2...100_000)
    }

    private static func number(
        _ text: String, _ name: String, _ range: ClosedRange<Int>
    ) throws -> Int {
        guard let number = Int(text), range.contains(number) else {
            throw Failure(
                description: "\(name) must be a number from \(range.lowerBound) to "
                    + "\(range.upperBound), not \(text); \(usage)")
        }
        return number
    }

    private func run() throws {
        let text = try Self.scalars(ofFile: source)
        guard text.count > 1000 else {
            throw Failure(description: "\(source) has too little text: 1,000 letters are needed")
        }
        var chain = Chain(text)
        var output = Data()
        for number in 0..<count {
            let title = chain.text(8 + Int(chain.random.next() % 12))
            let spread = exp(0.6 * chain.normal())
            let body = chain.text(max(10, Int(Double(length) * spread)))
            output.append(
                contentsOf: #"{"id":"g\#(number)","title":"\#(title)","body":"\#(body)"}"#.utf8)
            output.append(UInt8(ascii: "\n"))
            if output.count > 1 << 20 {
                try FileHandle.standardOutput.write(contentsOf: output)
                output.removeAll(keepingCapacity: true)
            }
        }
        try FileHandle.standardOutput.write(contentsOf: output)
    }

    /// The letters of the fields `title` and `body` or `description`, as far as JSON needs no
    /// escape for them.
    private static func scalars(ofFile path: String) throws -> [UInt32] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure(description: "cannot read \(path)")
        }
        var scalars: [UInt32] = []
        let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (number, line) in lines.prefix(50_000).enumerated() where !line.isEmpty {
            guard let value = try? JSONSerialization.jsonObject(with: line),
                let record = value as? [String: Any]
            else { throw Failure(description: "\(path):\(number + 1) is no object of JSON") }
            for name in ["title", "body", "description"] {
                guard let value = record[name] as? String else { continue }
                for scalar in value.unicodeScalars
                where scalar.value >= 0x20 && scalar != "\"" && scalar != "\\" {
                    scalars.append(scalar.value)
                }
            }
        }
        return scalars
    }
}

/// A walk through a text by places with the same two letters.
struct Chain {
    var random = Generator()
    private let text: [UInt32]
    /// All places of the text, those with the same two letters beside each other.
    private var places: [UInt32]
    /// For each place of the text, where those with the same two letters begin and end in `places`.
    private var groups: [(start: UInt32, end: UInt32)]

    init(_ text: [UInt32]) {
        self.text = text
        places = (0..<UInt32(text.count - 1)).map { $0 }
        places.sort {
            (text[Int($0)], text[Int($0) + 1], $0) < (text[Int($1)], text[Int($1) + 1], $1)
        }
        groups = [(start: UInt32, end: UInt32)](repeating: (0, 0), count: text.count)
        var start = 0
        while start < places.count {
            let first = Int(places[start])
            var end = start + 1
            while end < places.count, text[Int(places[end])] == text[first],
                text[Int(places[end]) + 1] == text[first + 1]
            {
                end += 1
            }
            for index in start..<end { groups[Int(places[index])] = (UInt32(start), UInt32(end)) }
            start = end
        }
    }

    /// A text of some letters.
    mutating func text(_ length: Int) -> String {
        var result = String.UnicodeScalarView()
        var place = Int(random.next() % UInt64(places.count))
        for _ in 0..<length {
            if let scalar = Unicode.Scalar(text[place]) { result.append(scalar) }
            if random.next() & 3 == 0 {
                let group = groups[place]
                let size = UInt64(max(group.end - group.start, 1))
                place = Int(places[Int(group.start) + Int(random.next() % size)])
            }
            place += 1
            if place >= text.count - 1 { place = Int(random.next() % UInt64(places.count)) }
        }
        return String(result)
    }

    /// A number of the standard normal distribution (Box and Muller).
    mutating func normal() -> Double {
        let first = Double(random.next() >> 11 | 1) * 0x1p-53
        let second = Double(random.next() >> 11) * 0x1p-53
        return (-2 * log(first)).squareRoot() * cos(2 * .pi * second)
    }
}

/// The generator SplitMix64.
///
/// Source: Guy Steele, Doug Lea and Christine Flood, "Fast Splittable Pseudorandom Number
/// Generators", OOPSLA 2014.
struct Generator {
    private var state: UInt64 = 2026

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
