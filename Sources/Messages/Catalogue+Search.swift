extension Catalogue {
    /// The engine: opening, searching, writing and checking an index.
    static let search: [String: String] = [
        "a stored document has no identifier":
            "格納された文書に ID がありません",
        "{1}; build the index again with this version": "{1}。このバージョンで索引を作り直してください",
        "{1}; try again when it has finished": "{1}。終わってからもう一度実行してください",
        "{1}; make room and try again; the index is as it was before":
            "{1}。空きを作ってからもう一度実行してください。索引は元のままです",
        "the hit {1} was found in another state of the index; search again, or ask for the document by its id":
            "{1} は別の時点の索引で見つかったものです。もう一度検索するか、文書を ID で読み出してください",
        "the results are of another state of the index; search again":
            "これは別の時点の索引の検索結果です。もう一度検索してください",
        "the results are of an index with other settings; search again":
            "これは設定の異なる索引の検索結果です。もう一度検索してください",
        "there is an index in {1} already; open it for change, or replace it":
            "{1} にはすでに索引があります。変更用に開くか、置き換えてください",
        "the index in {1} has other fields or settings than those requested":
            "{1} の索引は、項目か設定が指定されたものと異なります",
        "there is no index in {1}; build one with: search index":
            "{1} に索引がありません。search index で作ってください",
        "the search was cancelled": "検索は取り消されました",
        "the search exceeded its time limit; search for something rarer, or allow more time":
            "検索が制限時間内に終わりませんでした。より珍しい語で検索するか、制限時間を延ばしてください",
        "the number of matches to count must be 0 to 1000000000":
            "数える件数は 0 から 1000000000 までです",
        "the number of hits must be 0 to 1000000": "件数は 0 から 1000000 までです",
        "the number of phrases must be 0 to 1000000": "語句の数は 0 から 1000000 までです",
        "the number of hits per area must be 1 to 1000000": "地域ごとの件数は 1 から 1000000 までです",
        "the λ of diversification must be 0 to 1": "結果を多様にする λ は 0 から 1 までです",
        "the number of reasons must be 0 to 1000000": "理由の数は 0 から 1000000 までです",
        "the number of values to count must be 0 to 1000000000":
            "集計する値の数は 0 から 1000000000 までです",
        "the documents, words and weight of feedback must each be 0 to 1000":
            "フィードバックの文書数、語数、重みは、それぞれ 0 から 1000 までです",
        "the number of threads must be 1 to 256": "スレッド数は 1 から 256 までです",
        "the number of samples must be 0 to 1000000": "調べる語句の数は 0 から 1000000 までです",
        "the limits of a query must be 1 to 1000000 words and letters":
            "検索式の上限は、語数、文字数とも 1 から 1000000 までです",
        "the query is too long: only its first {1} of {2} words, with {3} of {4} letters, were searched for":
            "検索式が長すぎます。{2} 語のうち初めの {1} 語、{4} 文字のうち {3} 文字だけを検索しました",
        "the threshold must be above 0 and at most 1": "下限は 0 より大きく 1 以下です",
        "the index has no keyword field {1} to tell areas by":
            "索引には、地域を見分ける項目 {1} がありません",
        "the index has no keyword field {1} to count areas by":
            "索引には、地域を数える項目 {1} がありません",
        "the quotation mark at column {1} is not closed; add another \" at the end of the phrase":
            "{1} 文字目の引用符が閉じていません。語句の終わりに \" を付けてください",
        "the query is empty; give at least one word": "検索式が空です。1 つ以上の語を書いてください",
        "nothing in the query can be searched for; give at least one letter":
            "検索式に探せるものがありません。1 つ以上の文字を書いてください",
        "nothing in the text can be compared; give at least a word":
            "文章に比べられるものがありません。1 つ以上の語を書いてください",
        "a schema needs one to five text fields": "スキーマには 1 から 5 個のテキスト項目が必要です",
        "the fields of a schema need different names":
            "スキーマの項目には、互いに違う名前が必要です",
        "the weight of a field must be greater than 0 and at most {1}":
            "項目の重みは 0 より大きく {1} 以下にしてください",
        "a document needs an id that is not empty": "文書には空でない ID が必要です",
        "document {1} has a field {2}, which the schema does not have":
            "文書 {1} の項目 {2} は、スキーマにありません",
        "field {1} of document {2} cannot hold the number {3}":
            "文書 {2} の項目 {1} に数値 {3} は入れられません",
        "field {1} of document {2} must hold {3}": "文書 {2} の項目 {1} は{3}でなければなりません",
        "text": "文字列",
        "keywords": "キーワード",
        "a whole number": "整数",
        "JSON": "JSON",
        "unknown folding in {1}; known are {2}":
            "{1} に使えない表記ゆれの統一の名前があります。使えるのは {2} です",
        "the memory limit must be 16 MB to 1 TB": "メモリの上限は 16 MB から 1 TB までです",
        "the id {1} occurs twice; every document needs its own":
            "ID {1} が 2 度出てきます。文書ごとに違う ID が必要です",
        "an index holds less than 4294967295 documents":
            "1 つの索引に入る文書は 4294967295 件未満です",
        "document {1} makes a segment too long; give the writer less memory":
            "文書 {1} でセグメントが長くなりすぎます。書き込みのメモリを減らしてください",
        "a strange file name": "ファイルの名前が正しくありません",
        "a schema without a text field": "スキーマにテキスト項目がありません",
        "impossible counts": "個数が正しくありません",
        "an impossible number of commits": "更新の回数が正しくありません",
        "impossible fields or weights": "項目の名前か重みが正しくありません",
        "impossible parameters of scores": "得点の計算に使う値が正しくありません",
        "the index has a folding that this version does not know":
            "この索引には、このバージョンが対応していない表記ゆれの統一が使われています",
        "a variant that is not a character": "異体字の表に文字でない値があります",
        "the file {1} is named twice": "ファイル {1} が二重に登録されています",
        "a term is in an impossible number of deleted documents":
            "語を持つ削除済み文書の数が正しくありません",
        "a block has a score above its bound": "ブロックに上限を超える得点があります",
        "what is indexed of document {1} is not its text": "文書 {1} の索引の内容が本文と合いません",
        "a posting has impossible frequencies": "出現の回数が正しくありません",
        "the segment has another schema than the index": "セグメントのスキーマが索引と違います",
        "boundaries are missing": "単語の境目がありません",
        "text starts are damaged": "文章の始まりの表が壊れています",
        "stored documents are damaged": "文書の本体が壊れています",
        "identifiers are damaged": "ID の表が壊れています",
        "the manifest says another number of documents": "文書の数が manifest と違います",
        "the order of documents is damaged": "文書の順序が壊れています",
        "texts leave a gap": "文章の間に隙間があります",
        "a document's length differs from its norm": "文書の長さが記録された長さと違います",
        "a field ends outside its text": "項目の終わりが文章の外にあります",
        "document {1} is not found by its id": "文書 {1} がその ID で見つかりません",
        "field {1} of {2} differs from its column": "{2} の項目 {1} が列の値と違います",
        "the bigrams are out of order": "2 文字組の順序が正しくありません",
        "the words are out of order": "単語の順序が正しくありません",
        "the lists of postings leave a gap": "転置リストの間に隙間があります",
        "positions are out of order": "位置の順序が正しくありません",
        "there are postings that belong to no term": "どの語にも属さない転置リストがあります",
    ]
}
