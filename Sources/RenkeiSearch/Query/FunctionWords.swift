/// Words of Japanese grammar, and words of requests for projects, that have no content for a
/// search.
enum FunctionWords {
    /// Whether a word in normalised, unfolded form has no content.
    static func contains(_ word: String) -> Bool {
        contains(scalars: word.unicodeScalars.map(\.value)[...])
    }

    /// Whether a word, given by its normalised scalars, has no content.
    static func contains(scalars word: ArraySlice<UInt32>) -> Bool {
        // A single hiragana is a particle or an ending.
        if word.count == 1, let only = word.first, (0x3041...0x3096).contains(only) { return true }
        return word.count <= longest && wordsByScalars.contains(Array(word))
    }

    private static let wordsByScalars = Set(words.map { $0.unicodeScalars.map(\.value) })
    private static let longest = wordsByScalars.map(\.count).max() ?? 0

    static let words: Set<String> = Set(
        """
        の に を は が と で も へ や か な ね よ て し だ ば ず ぬ う た り れ る せ さ つ
        から まで より など ため こと もの ところ とき よう そう ほど だけ しか ばかり くらい ぐらい
        する した して し され される された させ させる でき できる できた できない できなかっ
        いる いた い ある あっ あり あった ない なく なかっ なかった なる なっ なり なった
        です ます でし まし ました でした だっ だった たい たく たかっ
        この その あの どの これ それ あれ どれ ここ そこ どこ だれ 誰 なに 何 なぜ どう
        という といった として において における について に対して による により ための ような
        られ られる られた れた れる せる う よい いい 良い くれる くれ くださる ください
        行う 行う 行い 行っ 行われ 行なう 行って いく いき いっ くる き 来る
        者 事 物 等 的 化 用 その他 及び または 又は また および ならびに 並びに かつ
        いつ いくつ いくら どちら どっち どなた 何と 何で 何年 何月 何日 何人 何回 何個 何歳 誰か 何れ いずれ
        どれくらい どれぐらい どのくらい どのぐらい うち ほか ほかに では てい たか われ しま ありま すか まっ
        んで たち によって によっては によると という としては
        どんな どのよう どうし どのような 何か さん って すれば よいか いいか ください みたい ながら
        """
        .utf8.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }).map { String($0) ?? "" })
}
