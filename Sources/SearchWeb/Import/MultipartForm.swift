/// The file in a form of the type `multipart/form-data`, as defined by RFC 7578.
struct MultipartForm {
    /// The client's name of the file.
    let name: String
    /// The bytes of the file.
    let bytes: [UInt8]

    /// Finds the part `file` of a body; fails if there is none, or the body is malformed.
    init?(_ body: [UInt8], type: String) {
        guard let boundary = MultipartForm.boundary(of: type) else { return nil }
        let mark = Array("--\(boundary)".utf8)
        var index = 0
        guard let first = MultipartForm.find(mark, in: body, from: 0) else { return nil }
        index = first + mark.count
        while let headStart = MultipartForm.afterLineEnd(body, index),
            let headEnd = MultipartForm.find([13, 10, 13, 10], in: body, from: headStart),
            headEnd - headStart <= 4_096,
            let end = MultipartForm.find([13, 10] + mark, in: body, from: headEnd + 2)
        {
            let head = String(decoding: body[headStart..<headEnd], as: UTF8.self)
            if MultipartForm.parameter("name", of: head) == "file",
                let name = MultipartForm.parameter("filename", of: head)
            {
                self.name = name
                bytes = Array(body[min(headEnd + 4, end)..<end])
                return
            }
            index = end + 2 + mark.count
        }
        return nil
    }

    private static func boundary(of type: String) -> String? {
        guard type.lowercased().hasPrefix("multipart/form-data"),
            let found = type.firstRange(of: "boundary=")
        else { return nil }
        let text = type[found.upperBound...].prefix { $0 != ";" }
            .filter { $0 != "\"" && $0 != " " }
        return (1...70).contains(text.utf8.count) ? text : nil
    }

    private static func parameter(_ name: String, of head: String) -> String? {
        for line in head.split(separator: "\r\n")
        where line.lowercased().hasPrefix("content-disposition:") {
            for part in line.split(separator: ";").dropFirst() {
                let text = part.drop { $0 == " " }
                guard text.hasPrefix(name + "=") else { continue }
                return text.dropFirst(name.count + 1).filter { $0 != "\"" }
            }
        }
        return nil
    }

    private static func afterLineEnd(_ body: [UInt8], _ index: Int) -> Int? {
        index + 1 < body.count && body[index] == 13 && body[index + 1] == 10 ? index + 2 : nil
    }

    /// The index of a byte sequence; searches for its first byte, then compares the rest.
    private static func find(_ wanted: [UInt8], in body: [UInt8], from start: Int) -> Int? {
        var index = start
        while index + wanted.count <= body.count {
            guard let found = body[index...].firstIndex(of: wanted[0]),
                found + wanted.count <= body.count
            else { return nil }
            if body[found..<(found + wanted.count)].elementsEqual(wanted) { return found }
            index = found + 1
        }
        return nil
    }
}
