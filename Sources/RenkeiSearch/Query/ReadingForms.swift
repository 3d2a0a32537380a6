internal import TextAnalysis

/// Finds words by their readings for kana that no document has, or hardly any: 図書館 for としょかん.
///
/// This is a last resort, from kana to kanji only, because words that sound alike are different
/// words.
enum ReadingForms {
    /// The least length; shorter readings have too many homophones.
    private static let leastLength = 3
    /// The greatest number of words for one reading.
    private static let mostWords = 4

    /// Finds runs of kana in a text that are readings, with their words.
    ///
    /// A reading may end before particles: としょかんの.
    static func places(in text: NormalizedText) -> [FormMatch] {
        var places: [FormMatch] = []
        var start = 0
        while start < text.count {
            let kind = text.classes[start]
            guard kind == .hiragana || kind == .katakana else {
                start += 1
                continue
            }
            var end = start
            while end < text.count, text.classes[end] == kind { end += 1 }
            if let place = place(in: start..<end, text) { places.append(place) }
            start = end
        }
        return places
    }

    private static func place(in run: Range<Int>, _ text: NormalizedText) -> FormMatch? {
        var end = run.upperBound
        while end - run.lowerBound >= leastLength {
            if end == run.upperBound || isParticle(text.base[end..<run.upperBound]) {
                let words = Readings.words(
                    String(scalars: text.base[run.lowerBound..<end].map(hiragana)))
                if !words.isEmpty {
                    return FormMatch(
                        range: run.lowerBound..<end,
                        forms: words.prefix(mostWords).map {
                            AlternativeForm($0.unicodeScalars.map(\.value), .reading)
                        }, whole: .reading)
                }
            }
            end -= 1
        }
        return nil
    }

    private static func isParticle(_ scalars: ArraySlice<UInt32>) -> Bool {
        particles.contains(String(scalars: scalars))
    }

    static let particles: Set<String> = [
        "の", "に", "を", "は", "が", "と", "で", "も", "へ", "や", "から", "まで", "より", "での", "への", "との",
        "では", "には", "とは", "にも", "でも", "からの", "までの", "など", "などの", "について", "についての",
        "における", "する", "した", "な",
    ]

    private static func hiragana(_ scalar: UInt32) -> UInt32 {
        (0x30A1...0x30F6).contains(scalar) ? scalar - 0x60 : scalar
    }
}

extension FormChoice {
    /// Finds the readings in a text whose kana find nothing, or almost nothing compared with their
    /// words.
    func readings(in text: NormalizedText, beside places: [FormMatch]) throws(SearchError)
        -> [FormMatch]
    {
        guard kinds.contains(.reading), let frequency else { return [] }
        var found: [FormMatch] = []
        for place in ReadingForms.places(in: text)
        where !places.contains(where: { $0.range.overlaps(place.range) }) {
            let typed = AlternativeForm(Array(text.folded[place.range]), .reading)
            let own = try frequency(typed)
            var forms: [AlternativeForm] = []
            for form in place.forms where try frequency(form) > own * FormChoice.readingsPerWord {
                forms.append(form)
            }
            if !forms.isEmpty {
                found.append(FormMatch(range: place.range, forms: forms, whole: .reading))
            }
        }
        return found
    }

    /// The factor by which a word must be more frequent than its reading in kana, if documents have
    /// the reading.
    private static let readingsPerWord = 20
}
