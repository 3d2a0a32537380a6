internal import CICU

// SAFETY, all of this file: arrays are passed for the duration of a call, with their own lengths; a
// handle that `init` opened is closed in `deinit` only; a name that ICU returns is a constant that
// ends in NUL.

/// The eras of ICU's Japanese calendar.
package enum JapaneseCalendar {
    /// An era and the Gregorian year in which it began.
    package struct Era: Sendable, Equatable {
        /// The name in kanji, such as 令和.
        package let name: String
        /// The Gregorian year of the era's first year (令和元年 is 2019).
        package let firstYear: Int
    }

    /// The modern eras, Meiji (1868) and later, oldest first.
    ///
    /// Earlier years do not correspond to Gregorian ones and are left out.
    ///
    /// - Throws: `ICUError` if the installed ICU has no Japanese calendar.
    package static func modernEras() throws(ICUError) -> [Era] {
        var status: Int32 = 0
        let count = unsafe cicu_japanese_era_count(&status)
        try ICU.check(status, "read the eras of the Japanese calendar")
        var eras: [Era] = []
        for index in stride(from: count - 1, through: 0, by: -1) {
            let first = unsafe cicu_japanese_era_first_year(index, &status)
            try ICU.check(status, "read the years of the Japanese calendar")
            guard first >= 1868 else { break }
            let units = try ICU.filling(capacity: 16, zero: UInt16(0)) {
                (buffer: inout [UInt16]) throws(ICUError) -> Int in
                let capacity = Int32(buffer.count)
                let length = unsafe buffer.withUnsafeMutableBufferPointer { name -> Int32 in
                    guard let base = name.baseAddress else { return 0 }
                    return unsafe cicu_japanese_era_name(index, base, capacity, &status)
                }
                try ICU.check(status, "read the names of the Japanese calendar")
                return Int(length)
            }
            eras.append(Era(name: String(decoding: units, as: UTF16.self), firstYear: Int(first)))
        }
        return eras.reversed()
    }
}
