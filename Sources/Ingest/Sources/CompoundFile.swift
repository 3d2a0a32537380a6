internal import JSON
internal import Messages

/// Microsoft's compound files ([MS-CFB]), which are refused with advice on what to save them as.
enum CompoundFile {
    /// The error for a file.
    ///
    /// The names of its streams, in UTF-16, reveal the program that made it. They are in the
    /// directory, whose first sector is in the header.
    static func refusal(_ bytes: ByteInput) throws(IngestError) -> IngestError {
        try bytes.peek(1 << 16)
        var seen = Array(bytes.head.prefix(1 << 16))
        if let size = bytes.size, seen.count >= 76 {
            let shift = seen.number16(30)
            if shift == 9 || shift == 12 {
                let (position, overflow) = (seen.number32(48) + 1).multipliedReportingOverflow(
                    by: 1 << shift)
                var sector = [UInt8](repeating: 0, count: 1 << 14)
                if !overflow, position < size {
                    let count = try bytes.read(at: position, into: &sector)
                    seen += sector[..<count]
                }
            }
        }
        return IngestError(path: bytes.path, message: message(seen))
    }

    /// The kind of a file.
    private enum Kind: CaseIterable {
        case protected, workbook, document, presentation, ichitaro

        /// The names of streams specific to such files.
        var streams: [String] {
            switch self {
            case .protected: ["EncryptedPackage", "EncryptionInfo"]
            case .workbook: ["Workbook", "Book"]
            case .document: ["WordDocument"]
            case .presentation: ["PowerPoint Document"]
            case .ichitaro: ["DocumentText", "JSRV_SegmentInformation", "JSFT"]
            }
        }
    }

    private static func message(_ bytes: [UInt8]) -> Message {
        switch Kind.allCases.first(where: { $0.streams.contains { has($0, bytes) } }) {
        case .protected:
            "the file is protected by a password; open it with the password and save it without one"
        case .workbook:
            "this is the old Excel format (.xls), whatever its name; save it as .xlsx or CSV"
        case .document:
            "this is the old Word format (.doc), whatever its name; save it as .docx"
        case .presentation:
            "this is the old PowerPoint format (.ppt); save it as text or .docx"
        case .ichitaro: "this is a document of Ichitaro (一太郎); save it as .docx or text"
        case nil: "this is a file of an old Office program; save it as .xlsx, .docx or CSV"
        }
    }

    private static func has(_ name: String, _ bytes: [UInt8]) -> Bool {
        let mark: [UInt8] = name.utf8.flatMap { (byte: UInt8) -> [UInt8] in [byte, 0] }
        var from = 0
        while let found = ByteSearch.first(mark[0], in: bytes.span, from: from) {
            if found + mark.count <= bytes.count,
                bytes[found..<found + mark.count].elementsEqual(mark)
            {
                return true
            }
            from = found + 1
        }
        return false
    }
}
