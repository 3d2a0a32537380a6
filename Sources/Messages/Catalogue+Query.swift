extension Catalogue {
    /// The query language, filters, facets, groups and suggestions.
    static let query: [String: String] = [
        "Documents for each word:": "語ごとの記録の数:",
        "  not used for searching: {1}": "  検索に使わなかった語: {1}",
        "by itself": "単語として",
        "only inside longer words": "長い語の中だけ",
        "new folding steps: {1}; --fold leaves them out":
            "新しい表記ゆれの統一: {1}。--fold で外せます",
        "unknown kind of forms {1}; known are {2}, and all":
            "別の表記に {1} という種類はありません。使えるのは {2} と all です",
        "also written {1} ({2})": "別の表記 {1} ({2})",
        "the same as {1} ({2})": "同じ意味の {1} ({2})",
        "near {1}": "近い年 {1}",
        "synonym {1}": "同義語 {1}",
        "\"{1}\" is not a number of values, 1 to 1000000":
            "「{1}」は値の数（1 から 1000000）ではありません",
        "--field must be NAME=VALUE":
            "--field は NAME=VALUE の形で書いてください",
        "the index has no field {1} to filter by":
            "索引には、絞り込みに使える項目 {1} がありません",
        "the index has no field {1} to filter by; it has {2}":
            "索引には、絞り込みに使える項目 {1} がありません。あるのは {2} です",
        "{1} is searched text; ask for it in the query: {2}:WORD":
            "{1} は検索する文章です。検索式に {2}:WORD と書いてください",
        "--group-by orders groups by their best hits; remove --sort":
            "--group-by はグループを代表的な記録の順位で並べます。--sort を外してください",
        "--kind all cannot be combined with another kind":
            "--kind all はほかの種類とともには使えません",
        "--offset must be 0 to 1000000":
            "--offset は 0 から 1000000 までです",
        "the index has no field of titles":
            "索引に題名の項目はありません",
        "the index has no field of years":
            "索引に年の項目はありません",
        "the index has no such field":
            "索引にその項目はありません",
        "no record has \"{1}\"; no record has a value there":
            "「{1}」の記録はありません。その項目に値のある記録がありません",
        "no record has \"{1}\"; there is {2}":
            "「{1}」の記録はありません。あるのは {2} です",
        "the index has no such field as {1}":
            "索引に項目 {1} はありません",
        "the index has no such field as {1}; it has {2}":
            "索引に項目 {1} はありません。あるのは {2} です",
        "--batch cannot be combined with --sort, --offset, --facet or --group-by":
            "--batch は --sort、--offset、--facet、--group-by とともには使えません",
        "\"{1}\" is not a year or whole number; write it like 2015, 平成27, H27 or 2015..2020":
            "「{1}」は年でも整数でもありません。2015、平成27、H27、2015..2020 のように書いてください",
        "the range {1}..{2} ends before it begins; swap its ends":
            "範囲 {1}..{2} は終わりが始まりより前です。逆に書いてください",
        "; it has {1}":
            "。あるのは {1} です",
        "the index has no field of whole numbers {1} to filter by{2}":
            "索引には、絞り込みに使える数の項目 {1} がありません{2}",
        "the index has no keyword field {1} to filter by{2}":
            "索引には、絞り込みに使える項目 {1} がありません{2}",
        "the index has no field of whole numbers {1} to filter by":
            "索引には、絞り込みに使える数の項目 {1} がありません",
        "--named-year {1} is not a range of years; write it like 平成27..令和2, H30以降 or 2015..2020":
            "--named-year: 「{1}」は年の範囲ではありません。平成27..令和2、H30以降、2015..2020 のように書いてください",
        "the index has no field of whole numbers {1} to sort by{2}":
            "索引には、並べ替えに使える数の項目 {1} がありません{2}",
        "the index has no field {1} to count values of{2}":
            "索引には、値を数える項目 {1} がありません{2}",
        "the index has no keyword field {1} to group by{2}":
            "索引には、グループに分ける項目 {1} がありません{2}",
        "the index has no text field {1} to sort by{2}":
            "索引には、並べ替えに使える文章の項目 {1} がありません{2}",
        "groups are ordered by their best hits only":
            "グループは代表的な記録の順位でしか並べられません",
        "the number of hits to skip must be 0 to 1000000":
            "飛ばす件数は 0 から 1000000 までです",
        "parentheses are nested more than {1} deep at column {2}; leave some out":
            "{2} 文字目で括弧が {1} 段より深く重なっています。減らしてください",
        "the query only excludes; add what is to be found, or put text that begins with a hyphen in quotation marks":
            "検索式が除外する語だけです。探すものを加えるか、ハイフンで始まる語なら引用符で囲んでください",
        "the query only excludes; add what is to be found":
            "検索式が除外する語だけです。探すものを加えてください",
        "{1} (column {2})": "{1}（{2} 文字目）",
        "a distance must be 0 to 1000000": "近さの距離は 0 から 1000000 までです",
        "boosts within each other must multiply to no more than 1000000":
            "入れ子の重みは、掛け合わせて 1000000 までです",
        "a boost must be 0 to 1000":
            "重み付けは 0 から 1000 までです",
        "a range and * need the name of a field before them":
            "範囲と * は、前に項目の名前が必要です",
        "the field {1} holds texts; a range needs one of numbers":
            "項目 {1} は文章です。範囲は数の項目で使ってください",
        "the field {1} holds whole numbers; ask for one or for a range":
            "項目 {1} は整数です。数か範囲を書いてください",
        "the index has no searchable field {1}; it has {2}":
            "索引に、検索できる項目 {1} はありません。あるのは {2} です",
        "the query is nested more than {1} deep; make it flatter":
            "検索式の入れ子が {1} 段より深くなっています。浅くしてください",
        "Causes":
            "見つからない理由",
        "Suggestions":
            "ほかの探し方",
        "Try:":
            "ほかの探し方:",
        "No record has: {1}":
            "これを含む記録はありません: {1}",
        "Records have each of these, but none has all: {1}":
            "それぞれを含む記録はありますが、すべてを含む記録はありません: {1}",
        "Records have each of these, but none has both: {1}":
            "それぞれを含む記録はありますが、両方を含む記録はありません: {1}",
        "{1} would match if nothing were left out.":
            "除外しなければ {1}が該当します。",
        "{1} would match if nothing were filtered out.":
            "絞り込みがなければ {1}が該当します。",
        "{1} would match without {2}.":
            "{2} がなければ {1}が該当します。",
        "{1} of other kinds would match.":
            "ほかの種類の記録 {1}が該当します。",
        "{1} of other kinds would match without {2}.":
            "{2} がなければ、ほかの種類の記録 {1}が該当します。",
        "Records with some of the words:":
            "一部の語を含む記録:",
        "{1} stands for {2}.":
            "{1} に当たる値: {2}",
        "{1} stands for {2} and {3} more.":
            "{1} に当たる値: {2} ほか {3} 個",
        " ({1}: {2})":
            "（{1}: {2}）",
        "other spelling":
            "別の表記",
        "with kanji": "漢字で",
        "related word": "関連する語で",
        "synonyms":
            "同義語",
        "also inside longer words":
            "長い語の一部も含める",
        "as words, not as a phrase":
            "語句ではなく語として",
        "in any field":
            "どの項目でも",
        "nothing left out":
            "除外しない",
        "nothing filtered out":
            "絞り込みなし",
        "records of all kinds":
            "すべての種類の記録",
        "records of all kinds, without {1}":
            "すべての種類の記録、{1} なし",
        "without {1}":
            "{1} なし",
        "years in the text":
            "本文の年",
        "any of the words":
            "どれかの語",
        "(none)":
            "（値なし）",
        "and {1}": "ほかに{1}",
        "{1} in {2} in {3}":
            "{1}、{2}（{3}）",
        "{1} with some of the words in {2} in {3}":
            "一部の語を含む記録 {1}、{2}（{3}）",
    ]
}
