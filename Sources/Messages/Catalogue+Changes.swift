extension Catalogue {
    /// The life of an index: adding, deleting, merging, upgrading, repairing.
    static let changes: [String: String] = [
        "no records in {1}; nothing to add":
            "{1} に記録がありません。加えるものがありません",
        "{1}: {2} added, {3} replaced; {4}":
            "{1}: {2}を追加、{3} 件を置き換え。{4}",
        "now {1} in {2}, {3}, {4}":
            "現在 {1}、{2}、{3}、{4}",
        "give the ids to delete, --file FILE, or - for the standard input":
            "削除する ID、--file FILE、または標準入力を表す - を書いてください",
        "{1}: {2} deleted; {3}":
            "{1}: {2}を削除。{3}",
        "--segments must be 1 to 1000000":
            "--segments は 1 から 1000000 までです",
        "{1}: nothing to merge; {2}":
            "{1}: まとめるものはありません。{2}",
        "{1}: {2} merged; {3}":
            "{1}: {2}をまとめました。{3}",
        "upgrading":
            "作り直し中",
        "{1}: {2} reindexed with ICU {3}; {4}":
            "{1}: {2}を ICU {3} で索引に入れ直しました。{4}",
        "the index keeps its synonyms folded, and the folding changes; give them again with --synonyms FILE, or drop them with --synonyms none":
            "索引の同義語は表記ゆれを統一した形で入っていますが、統一の設定が変わります。--synonyms FILE で指定し直すか、--synonyms none で外してください",
        "--wait is for --repair and --remove-damaged":
            "--wait は --repair か --remove-damaged とともに使います",
        "--remove-damaged cannot be combined with --repair":
            "--remove-damaged は --repair と一緒には使えません",
        "{1}; nothing was repaired":
            "{1}。修復は行われませんでした",
        "{1} holds {2} that a repair has replaced: {3}; remove with: search check --remove-damaged":
            "{1} に、修復で置き換えられた{2}が残っています: {3}。search check --remove-damaged で削除できます",
        "{1}: {2} removed":
            "{1}: {2}を削除しました",
        "{1}: {2}; choose another folder for the index":
            "{1}: {2}。索引には別のフォルダーを指定してください",
        "{1} is a file of another program; choose another folder for the index":
            "{1} はほかのプログラムのファイルです。索引には別のフォルダーを指定してください",
        "lost: a record whose id cannot be read, number {1} of {2}":
            "失われたもの: {2} の {1} 番の記録（ID は読めません）",
        "lost: record {1}, number {2} of {3}":
            "失われたもの: 記録 {1}（{3} の {2} 番）",
        "lost: all {1} of {2}; their ids cannot be read":
            "失われたもの: {2} のすべての記録 {1}（ID は読めません）",
        "lost: the synonyms; give them again with: search upgrade --synonyms FILE":
            "失われたもの: 同義語。search upgrade --synonyms FILE で指定し直してください",
        "the deleted records of {1} are not known any more: {2} that had been deleted may be found again":
            "{1} のどの記録が削除されたかは、もう分かりません。削除した記録 {2}がまた見つかることがあります",
        "{1}: repaired; {2} rebuilt, {3} left, {4}":
            "{1}: 修復しました。{2}を作り直し、残りは{3}、{4}",
        "{1}: intact, nothing to repair; {2}, {3}":
            "{1}: 異常なし。修復の必要はありません。{2}、{3}",
        "a list of postings is damaged":
            "転置リストが壊れています",
        "deleted documents have another length":
            "削除された文書の長さが合いません",
        "deleted documents have bigrams that the segment lacks":
            "削除された文書に、セグメントにない 2 文字組があります",
        "deleted documents have words that the segment lacks":
            "削除された文書に、セグメントにない単語があります",
        "the terms of deleted documents are others":
            "削除された文書の語が合いません",
        "two documents have the id {1}":
            "2 つの文書の ID が同じ {1} です",
        "{1} must be rebuilt, but the index in {2} was made with ICU {3}, and this is ICU {4}; repair it where that version is installed":
            "{1} を作り直す必要がありますが、{2} の索引は ICU {3} で作られ、ここの ICU は {4} です。そのバージョンの ICU がある環境で修復してください",
        "an index has one segment at least":
            "索引には少なくとも 1 つのセグメントがあります",
        "the folder {1} is removed repeatedly":
            "フォルダー {1} が何度も削除されます",
        "the index in {1} was made with ICU {2}, and this is ICU {3}, which may segment words differently; update it with: search upgrade":
            "{1} の索引は ICU {2} で作られました。ここの ICU {3} は単語を違うところで区切ることがあります。search upgrade で新しくしてください",
        "there is no index in {1}":
            "{1} に索引がありません",
        "the index in {1} was made with Unicode {2}, and ICU here has {3}; update it with: search upgrade":
            "{1} の索引は Unicode {2} で作られましたが、ここの ICU は {3} です。search upgrade で新しくしてください",
        "the synonyms of {1} are damaged; give it others with: search upgrade --synonyms FILE":
            "{1} の同義語が壊れています。search upgrade --synonyms FILE で指定し直してください",
        "{1} is missing; save what is intact with: search check --repair":
            "{1} がありません。search check --repair で、残っている記録を回復してください",
        "{1}; without it nothing can be saved: build the index again with: search index":
            "{1}。これがないと何も回復できません。search index で索引を作り直してください",
        "{1}; save what is intact with: search check --repair":
            "{1}。search check --repair で、残っている記録を回復してください",
        "a section has the wrong length":
            "セクションの長さが合いません",
        "the deleted documents are not as many as it says":
            "削除された文書の数が、書かれている数と合いません",
        "more documents are deleted from a list of postings than it has":
            "転置リストから、入っている数より多くの文書が削除されています",
        "stored document {1} does not have its checksum":
            "文書 {1} の本体のチェックサムが合いません",
        "the deleted documents are those of another segment":
            "削除された文書が、別のセグメントのものです",
        "Segments":
            "セグメント",
        "{1}, {2}":
            "{1}、{2}",
        "{1}, {2} deleted, {3}":
            "{1}、削除済み {2} 件、{3}",
    ]
}
