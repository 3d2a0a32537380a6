internal import Messages

/// The page about the query language, in each available language.
enum QueryHelp {
    /// The page.
    static func text(_ language: MessageLanguage) -> String {
        switch language {
        case .english: english
        case .japanese: japanese
        }
    }

    // Lines of a paragraph are joined, because the help is wrapped at the width of the terminal.
    private static let english = """
        Words are separated by blanks of any width. Records with all words come first; if they \
        are fewer than asked for, those with some of them follow, and the output says so. \
        Synonyms count. Operators may be typed in full width: （ ） ＋ － ： ＊ ＾ ～.

          移住 相談                both words, or else one of them
          "病児・病後児保育"       exactly this, marks and digits included
          移住 +相談               相談 must be there, 移住 need not
          図書館 -電子             not with 電子
          図書館 NOT 電子          the same
          図書館 AND 連携          both must be there
          図書館 OR 温泉           one of them is enough
          (図書館 OR 温泉) 連携    parentheses; without them AND binds before OR
          title:図書館             in one field
          題名:図書館              fields have Japanese names, too
          title:(図書館 OR 温泉)   any of these in the title
          分野:"生活機能"          in a keyword field: a value with these words
          年:2015                  a year
          year:2015..2020          a range; also 年:平成27..令和2, 年:H27〜R2
          year:2015.. year:>=H30   open ranges; also > < <=
          実施中:はい              yes or no: also true, false, ○, ×, 有, 無
          named_year:平成27..      a year named in the text: 平成27年度, H30
          municipalities:*         records with any value there
          ライブ*                  words that begin with this
          "図書館 利用"~10         near: at most 10 letters between, in any order
          "図書館 利用"~>10        the same, in this order
          移住^2 相談              移住 counts twice as much in the order of hits

        Fields and their Japanese names:

          title            題名, タイトル, 事業名, 件名
          description      本文, 説明, 概要
          area, area_key   地域, 圏域 (both)
          prefectures      都道府県, 県
          municipalities   市町村, 自治体
          category         分類, 区分
          field            分野 (and category)
          status           状態, 状況, 進捗
          kind             種別, 種類
          start_year       年, 年度, 開始年, year
          named_year       言及年, 文中の年 (the years in the text)

        Anything that is not a valid operator in its context is treated as text, so a title can be \
        pasted as it is:

        - AND, OR and NOT are operators in capitals only, and where there is something to join.

        - A hyphen or plus is an operator at the beginning of a word, right before a letter. A \
        dash that another one closes is a mark: －現状と課題－.

        - Parentheses are operators around whole words: 事業（広域）, (仮称)事業 and ( are text.

        - A phrase stands between ", ＂ or “ ”. 「 」 and 『 』 make one of at most 40 letters where \
        blanks are around them; else they are marks.

        - A name before a colon that is no field is text: 12:30.

        - * and ^2 are operators at the end of a word.

        Width, case, kana and old kanji do not matter, not even in phrases. Near means that the \
        stretch from the beginning of the first word to the end of the last one is at most so many \
        letters longer than the words together, in one field. What operators join must be found \
        exactly as they say. Other words are ranked as usual: records with all of them come first.
        """

    private static let japanese = """
        語は空白（全角も可）で区切ります。すべての語を含む記録が先に並びます。\
        足りなければ、一部を含む記録が続き、そのことを表示します。同義語も探します。\
        演算子は全角でもかまいません（（ ） ＋ － ： ＊ ＾ ～）。

          移住 相談                両方の語（なければ一方）
          "病児・病後児保育"       記号や数字も含めて、この通り
          移住 +相談               「相談」は必須、「移住」はなくてもよい
          図書館 -電子             「電子」を含まない
          図書館 NOT 電子          同じ
          図書館 AND 連携          両方とも必須
          図書館 OR 温泉           どちらか一方でよい
          (図書館 OR 温泉) 連携    括弧。なければ AND が OR より先に結び付く
          title:図書館             項目を指定
          題名:図書館              項目は日本語の名前でもよい
          title:(図書館 OR 温泉)   題名にどちらか
          分野:"生活機能"          キーワードの項目では、この語を含む値
          年:2015                  年
          year:2015..2020          範囲。元号も可。年:平成27..令和2、年:H27〜R2
          year:2015.. year:>=H30   片側だけの範囲。> < <= も可
          実施中:はい              はい・いいえの項目。true、○、有 なども可
          言及年:平成27..          本文に書かれた年（平成27年度、H30 など）
          municipalities:*         その項目に値がある記録
          ライブ*                  この文字で始まる語
          "図書館 利用"~10         近くにある。間は 10 文字まで、順序は問わない
          "図書館 利用"~>10        同じく、この順序で
          移住^2 相談              並べるとき「移住」を 2 倍に数える

        項目と日本語の名前：

          title            題名、タイトル、事業名、件名
          description      本文、説明、概要
          area, area_key   地域、圏域（両方）
          prefectures      都道府県、県
          municipalities   市町村、自治体
          category         分類、区分
          field            分野（category も）
          status           状態、状況、進捗
          kind             種別、種類
          start_year       年、年度、開始年、year
          named_year       言及年、文中の年（本文に書かれた年）

        演算子として働かない記号はただの文字なので、題名はそのまま貼り付けられます。

        - AND、OR、NOT は大文字で、結ぶものがあるときだけ演算子です。

        - ハイフンと + は、語の先頭で、直後に文字があるときだけ演算子です。\
        対になったダッシュ（－現状と課題－）は記号です。

        - 括弧は語全体を囲むときだけ演算子です。事業（広域）、(仮称)事業、( は文字です。

        - ", ＂, “ ” で囲むと、その通りに探します。「 」と『 』は、空白で区切られた \
        40 文字までの部分を囲むときだけ同じ働きをし、ほかでは記号です。

        - 項目の名前でないものの後のコロンは文字です（12:30）。

        - * と ^2 は語の末尾でだけ演算子です。

        全角と半角、大文字と小文字、かなの種類、旧字体は区別しません。引用符の中でも同じです。\
        「近く」とは、最初の語の先頭から最後の語の末尾までの長さが、語の長さの合計より\
        指定の文字数までしか長くなく、すべて同じ項目にあることです。\
        演算子で結んだ語は、演算子の通りに探します。ほかの語の並び順は変わらず、\
        すべてを含む記録が先です。
        """
}
