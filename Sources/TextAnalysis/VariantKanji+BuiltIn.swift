extension VariantKanji {
    /// The table that comes with the package.
    package static let builtIn: VariantKanji = {
        var table = VariantKanji()
        let scalars = Array(builtInPairs.unicodeScalars)
        for index in stride(from: 0, to: scalars.count - 1, by: 2) {
            table.add(scalars[index].value, scalars[index + 1].value)
        }
        return table
    }()

    // A variant and its common form, again and again: the pairs of corpus/vocabulary/variants.tsv.
    private static let builtInPairs = "國国學学廣広圈圏產産髙高﨑崎⻑長⻘青"
}
