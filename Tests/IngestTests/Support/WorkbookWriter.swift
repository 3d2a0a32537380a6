/// Makes workbooks of Office Open XML for tests, from the XML of their parts.
struct WorkbookWriter {
    /// A sheet: its name, what `<sheet>` says of it, and what stands in `<worksheet>`.
    struct Sheet {
        var name: String
        var state: String?
        var content: String
    }

    var sheets: [Sheet] = []
    /// What stands in `<sst>`; nil for no such part.
    var strings: String?
    /// What stands in `<styleSheet>`; nil for no such part.
    var styles: String?
    var startsIn1904 = false
    /// Strict files have other namespaces.
    var isStrict = false
    /// What stands before the root of the strings.
    var stringsProlog = ""

    /// A workbook with one sheet of the XML of its rows.
    init(rows: String, after: String = "", strings: String? = nil, styles: String? = nil) {
        sheets = [
            Sheet(name: "Sheet1", content: "<sheetData>\(rows)</sheetData>\(after)")
        ]
        self.strings = strings
        self.styles = styles
    }

    private var main: String {
        isStrict
            ? "http://purl.oclc.org/ooxml/spreadsheetml/main"
            : "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    }

    private var relationships: String {
        isStrict
            ? "http://purl.oclc.org/ooxml/officeDocument/relationships"
            : "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    }

    /// The file.
    func finished() -> [UInt8] {
        var zip = ZipWriter()
        let xml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
        let package = "http://schemas.openxmlformats.org/package/2006/relationships"
        zip.add("[Content_Types].xml", xml + "<Types/>")
        zip.add(
            "_rels/.rels",
            xml + """
                <Relationships xmlns="\(package)"><Relationship Id="rId1" \
                Type="\(relationships)/officeDocument" Target="xl/workbook.xml"/></Relationships>
                """)
        var links = ""
        var list = ""
        for (index, sheet) in sheets.enumerated() {
            let state = sheet.state.map { " state=\"\($0)\"" } ?? ""
            list += """
                <sheet name="\(sheet.name)" sheetId="\(index + 1)"\(state) r:id="rId\(index + 1)"/>
                """
            links += """
                <Relationship Id="rId\(index + 1)" Type="\(relationships)/worksheet" \
                Target="worksheets/sheet\(index + 1).xml"/>
                """
            zip.add(
                "xl/worksheets/sheet\(index + 1).xml",
                xml + "<worksheet xmlns=\"\(main)\">\(sheet.content)</worksheet>")
        }
        if let strings {
            links += """
                <Relationship Id="s" Type="\(relationships)/sharedStrings" \
                Target="/xl/sharedStrings.xml"/>
                """
            zip.add(
                "xl/sharedStrings.xml",
                xml + stringsProlog + "<sst xmlns=\"\(main)\">\(strings)</sst>")
        }
        if let styles {
            links += """
                <Relationship Id="f" Type="\(relationships)/styles" Target="styles.xml"/>
                """
            zip.add("xl/styles.xml", xml + "<styleSheet xmlns=\"\(main)\">\(styles)</styleSheet>")
        }
        let properties = startsIn1904 ? "<workbookPr date1904=\"1\"/>" : "<workbookPr/>"
        zip.add(
            "xl/workbook.xml",
            xml + """
                <workbook xmlns="\(main)" xmlns:r="\(relationships)">\(properties)\
                <sheets>\(list)</sheets></workbook>
                """)
        zip.add(
            "xl/_rels/workbook.xml.rels",
            xml + "<Relationships xmlns=\"\(package)\">\(links)</Relationships>")
        return zip.finished()
    }
}
