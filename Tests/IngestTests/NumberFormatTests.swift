import Testing
@testable import Ingest

@Suite struct NumberFormatTests {
    @Test("the built-in formats of dates are those of the Japanese edition, too")
    func builtIn() {
        let dates = [14, 15, 16, 17, 22] + [27, 28, 29, 30, 31, 34, 35, 36] + Array(50...58)
        let times = [18, 19, 20, 21, 32, 33, 45, 46, 47]
        for id in 0..<60 {
            let format = NumberFormat(builtIn: id)
            #expect((format == .date) == dates.contains(id), "\(id)")
            #expect((format == .time) == times.contains(id), "\(id)")
        }
    }

    @Test(
        "codes say what a number is",
        arguments: [
            ("General", NumberFormat.number), ("G/標準", .number), ("0.00E+00", .number),
            ("#,##0;[Red]-#,##0", .number), ("#,##0\"千円\"", .number), ("\"第\"0\"号\"", .number),
            ("@", .number), ("0_ ", .number), ("[DBNum3]0", .number), ("yyyy/m/d", .date),
            ("[$-411]ggge\"年\"m\"月\"d\"日\"", .date), ("ge.m.d", .date), ("e", .date),
            ("m\"月\"", .date), ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", .date), ("h:mm", .time),
            ("[h]:mm:ss", .time), ("mm:ss.0", .time), ("h:mm AM/PM", .time),
            ("yyyy/m/d h:mm", .date), ("000000", .zeroPadded(6)), ("00", .zeroPadded(2)),
            ("0", .number), ("0%", .percentage(0)), ("0.0%", .percentage(1)),
        ])
    func codes(code: String, expected: NumberFormat) {
        #expect(NumberFormat(code: code) == expected)
    }

    @Test(
        "serial numbers are the dates that spreadsheets show",
        arguments: [
            (1.0, "1900-01-01"), (59, "1900-02-28"), (60, "1900-02-29"), (61, "1900-03-01"),
            (4_595, "1912-07-30"), (25_569, "1970-01-01"), (32_516, "1989-01-08"),
            (43_585, "2019-04-30"), (43_586, "2019-05-01"), (36_585, "2000-02-29"),
            (2_958_465, "9999-12-31"), (43_586.25, "2019-05-01T06:00:00"),
        ])
    func serials(serial: Double, date: String) {
        #expect(SheetNumber.date(serial, startsIn1904: false)?.text == date)
    }

    @Test("serial numbers of 1904 are four years later, and those that no date has are numbers")
    func otherSerials() {
        #expect(SheetNumber.date(0, startsIn1904: true)?.text == "1904-01-01")
        #expect(SheetNumber.date(42_124, startsIn1904: true)?.text == "2019-05-01")
        #expect(SheetNumber.date(-1, startsIn1904: false) == nil)
        #expect(SheetNumber.date(2_958_466, startsIn1904: false) == nil)
    }

    @Test(
        "numbers are read as a spreadsheet shows them",
        arguments: [
            (20_150_401.0, "20150401"), (-3, "-3"), (0.1 + 0.2, "0.3"), (1.5, "1.5"),
            (1_234_567.89, "1234567.89"), (1e20, "1e+20"),
        ])
    func texts(number: Double, text: String) {
        #expect(SheetNumber.text(number) == text)
    }
}
