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
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3, let count = Int(arguments[2]), count > 0,
            let length = arguments.count > 3 ? Int(arguments[3]) : 120, length > 1
        else {
            FileHandle.standardError.write(
                Data("usage: generate-corpus SOURCE.jsonl COUNT [LENGTH]\n".utf8))
            exit(2)
        }
        let text = try scalars(ofFile: arguments[1])
        guard text.count > 1000 else {
            FileHandle.standardError.write(Data("the source has too little text\n".utf8))
            exit(2)
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
                FileHandle.standardOutput.write(output)
                output.removeAll(keepingCapacity: true)
            }
        }
        FileHandle.standardOutput.write(output)
    }

    /// The letters of the fields `title` and `body` or `description`, as far as JSON needs no
    /// escape for them.
    private static func scalars(ofFile path: String) throws -> [UInt32] {
        var scalars: [UInt32] = []
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        for line in data.split(separator: UInt8(ascii: "\n")).prefix(50_000) {
            guard let record = try JSONSerialization.jsonObject(with: line) as? [String: Any] else {
                continue
            }
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
