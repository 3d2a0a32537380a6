extension Catalogue {
    /// The help and the manual page: commands and options.
    static let help: [String: String] = [
        "NAME": "名前",
        "SYNOPSIS": "書式",
        "DESCRIPTION": "説明",
        "COMMANDS": "コマンド",
        "OPTIONS OF EVERY COMMAND": "どのコマンドにもあるオプション",
        "EXIT STATUS": "終了コード",
        "ENVIRONMENT": "環境変数",
        "FILES": "ファイル",
        "OVERVIEW:": "概要:",
        "USAGE:": "使い方:",
        "ARGUMENTS:": "引数:",
        "OPTIONS:": "オプション:",
        "SUBCOMMANDS:": "コマンド:",
        "options": "オプション",
        "Default:": "既定は",
        "{1} (default: {2})": "{1}（既定は {2}）",
        "The index.": "索引。",
        "Something was found, or the work was done.": "見つかった、または正常に終了した。",
        "Nothing was found.": "何も見つからない。",
        "An error, reported on the standard error stream.": "エラー。内容は標準エラー出力に出る。",
        "The locale: messages are in Japanese if its language is ja.":
            "ロケール。言語が ja なら、メッセージは日本語になる。",
        "If it is set and not empty, output has no colours.":
            "設定されていて空でなければ、出力に色を付けない。",
        "Search Japanese descriptions of projects.": "日本語の事業説明文を検索する。",
        "Show the version.": "バージョンを表示する。",
        "Show help information.": "使い方を表示する。",
        "Search (the default: `search WORDS` is `search query WORDS`).":
            "検索する（`search WORDS` は `search query WORDS` と同じ）。",
        "What to search for.": "検索する語。",
        "The folder of the index.": "索引のフォルダー。",
        "The language of messages, en or ja; by default that of the locale.":
            "メッセージの言語。en か ja。指定しなければロケールの言語。",
        "How many hits to show.": "表示する件数。",
        "Kinds of other forms that are left out, separated by commas, or all.":
            "除外する別の表記の種類（コンマ区切り）。all はすべて。",
        "Known are spelling, number, amount, unit, fraction, year, near-year, long-vowel, katakana, middle-dot, hyphen, identifier, place-name, honorific, reading, compound-part, time.":
            "使える種類: spelling, number, amount, unit, fraction, year, near-year, long-vowel, katakana, middle-dot, hyphen, identifier, place-name, honorific, reading, compound-part, time。",
        "A file of synonyms to use instead of the index's, or none.":
            "索引のものの代わりに使う同義語のファイル。none なら使わない。",
        "Show how each word was understood, and where the best records have the words.":
            "語をどう解釈したかと、代表的な記録のどこに語があるかを示す。",
        "Show how each word was understood, and how each score is made up.":
            "語がどう解釈されたかと、得点の内訳を示す。",
        "Keep records whose text names a year in a range, such as 平成27..令和2, H30以降 or 2015..2020.":
            "本文にその期間の年がある記録に絞り込む。平成27..令和2、H30以降、2015..2020 など。",
        "Add words of the best hits to the query (Bo1); changes the order only.":
            "上位の記録の語を検索に加える（Bo1）。順序だけが変わる。",
        "Add words of the best hits to the query (Bo1).":
            "上位の記録の語を検索に加える（Bo1）。",
        "Show only records with all words, so that rows match the number of hits.":
            "すべての語を含む記録だけを示す。示す数は件数のとおりになる。",
        "Show the full texts of the hits.": "見つかった記録の文章をすべて表示する。",
        "With csv, tsv or markdown: the columns, separated by commas.":
            "csv、tsv、markdown の列。コンマで区切る。",
        "The output format: text, json, jsonl, csv, tsv, markdown or ids.":
            "出力形式。text、json、jsonl、csv、tsv、markdown、ids のどれか。",
        "Write one JSON object: short for --format json.":
            "1 つの JSON オブジェクトを書く。--format json と同じ。",
        "With csv or tsv: start with a byte order mark, which Excel needs.":
            "csv か tsv の先頭に BOM を付ける（Excel に必要）。",
        "Colour: auto, always or never.": "色。auto、always、never のどれか。",
        "Read queries from the standard input, one per line.":
            "標準入力から検索式を 1 行に 1 つ読む。",
        "With --batch: write a TREC run to a file.": "--batch とともに使い、TREC の run を書く。",
        "With --run: include hits with words only inside longer words.":
            "--run とともに使い、部分一致の記録も入れる。",
        "Find projects elsewhere that are similar to one.": "ほかの地域の似た事業を探す。",
        "The id of a record.": "記録の ID。",
        "A text to compare instead; - for the standard input.":
            "記録の代わりに比べる文章。- なら標準入力。",
        "A file with a text to compare instead.": "記録の代わりに比べる文章のファイル。",
        "Include records of the same area.": "同じ地域の記録も入れる。",
        "The greatest number of hits per area.": "1 つの地域から出す件数の上限。",
        "Diversify similar hits: 1 (not at all) to 0.":
            "互いに似た記録を減らす。1（散らさない）から 0。",
        "Read ids, or with --text - texts, from the standard input, one per line.":
            "標準入力から ID（--text - のときは文章）を 1 行に 1 つ読む。",
        "Show which areas have a record of such a project, and which have none.":
            "該当する記録がある地域と、このデータに記録がない地域を示す。",
        "The id of a record to compare others with.": "比べる元になる記録の ID。",
        "The keyword field whose values are the areas.": "値を地域とみなす項目。",
        "With --like: the least similarity of a record (default: 0.15).":
            "--like とともに使う、類似度の下限（既定は 0.15）。",
        "Show what two records share, and where they differ.":
            "2 件の記録に共通するものと、違うものを示す。",
        "The id of the first record.": "1 件目の記録の ID。",
        "The id of the second record.": "2 件目の記録の ID。",
        "How many phrases to show in each list.": "それぞれの一覧の語句の数。",
        "Build an index from tables, spreadsheets, documents or JSON.":
            "表、スプレッドシート、文書、JSON から索引を作る。",
        "Files and folders to read.": "読み込むファイルとフォルダー。",
        "The key or column that holds the id of a record.": "記録の ID が入っているキーまたは列。",
        "Which keys or columns become which fields: field=name or field=name+name, separated by commas.":
            "どのキー・列をどの項目にするか。項目=名前 か 項目=名前+名前 をコンマで区切る。",
        "What separates several values in the cells of a column: 担当課=、・.":
            "列のセルの値を区切る文字。例: 担当課=、・",
        "What the files are: csv, tsv, xlsx, docx, html, jsonl, json, text, markdown or pdf.":
            "ファイルの形式。csv、tsv、xlsx、docx、html、jsonl、json、text、markdown、pdf のどれか。",
        "The charset: utf-8, utf-16le, utf-16be, cp932, euc-jp or iso-2022-jp.":
            "文字コード。utf-8、utf-16le、utf-16be、cp932、euc-jp、iso-2022-jp のどれか。",
        "What separates the cells of delimited text: a comma, tab, ; or |.":
            "区切り文字。コンマ、tab、;、| のどれか。",
        "The number of the row that is the header.": "見出し行の番号。",
        "The sheet of a workbook to read, or all.": "読み込むシートの名前。all ですべて。",
        "Skip the rows that a sheet hides.": "非表示の行を除く。",
        "Take each document of running text as one record.": "文書全体を 1 件の記録とする。",
        "Where running text is split into records: heading or page.":
            "文書を分ける単位。heading（見出し）か page（ページ）。",
        "Show what would be read, and how, without building anything.":
            "索引を作らずに、読み取る内容を表示する。",
        "Treat every warning as an error.": "警告をエラーとして扱う。",
        "Report what was read as one JSON object.": "読み取った内容を 1 つの JSON で出力する。",
        "How many threads analyse text; as many as there are processors by default.":
            "文章を解析するスレッドの数。指定しなければプロセッサの数。",
        "How much memory to use, in MB.": "使うメモリ（MB）。",
        "The folding steps, separated by commas, or none.":
            "表記ゆれの統一の名前。コンマで区切る。または none。",
        "Known are kana, dashes, iteration-marks, variant-kanji, radicals, punctuation, blanks, counters, variant-words, broken-words, spaced-words; all are on by default.":
            "使えるのは kana、dashes、iteration-marks、variant-kanji、radicals、punctuation、blanks、counters、variant-words、broken-words、spaced-words。既定ではすべて有効。",
        "Index dictionary words in addition to the bigrams.": "2 文字組のほかに辞書の単語も索引に入れる。",
        "A table of variant kanji to use instead of the built-in one.":
            "組み込みの表の代わりに使う異体字の表。",
        "By default vocabulary/variants.tsv in or beside what is read, if it is there.":
            "指定しなければ、読むものの中か隣の vocabulary/variants.tsv（あれば）。",
        "A file of synonyms, or none.": "同義語のファイル。または none。",
        "By default vocabulary/synonyms.txt in or beside what is read, if it is there.":
            "指定しなければ、読むものの中か隣の vocabulary/synonyms.txt（あれば）。",
        "Store similar records next to each other.":
            "似た記録を隣どうしに置く。",
        "Wait for another process that is writing to the index.":
            "索引に書き込んでいるほかのプロセスの終了を待つ。",
        "Show the size and the settings of an index.": "索引の大きさと設定を表示する。",
        "Compare every part of an index with its checksum and with the other parts.":
            "索引のすべての部分を、チェックサムやほかの部分と照合する。",
        "Prove that the index finds exactly what a full scan finds.":
            "索引の結果が全文書の走査と同じことを確かめる。",
        "How many substrings.": "部分文字列の数。",
        "The seed of the random choices.": "乱数の種。",
        "Measure the ranking on judged topics.": "判定のある検索課題で順位付けを評価する。",
        "The file of topics.": "検索課題のファイル。",
        "The file of judgments.": "判定のファイル。",
        "A TREC run to compare with.": "比べる TREC の run。",
        "The least grade that counts as relevant for MRR and Recall.":
            "MRR と再現率で適合とみなす最低の等級。",
        "How many hits to take for each topic.": "検索課題ごとの件数。",
        "Treat the queries as ids of records, and find similar ones.":
            "検索式を記録の ID とみなし、似た記録を探す。",
        "Print every topic.": "検索課題を 1 つずつ表示する。",
        "Time queries inside one process, on one thread.":
            "1 つのプロセスの 1 スレッドで検索の時間を測る。",
        "The file of queries, one per line.": "検索式のファイル。1 行に 1 つ。",
        "How many passes over the queries are not timed.": "時間を測らない周回の数。",
        "How matches are counted: exact or none.":
            "該当件数の数え方。exact（すべて数える）か none（数えない）。",
        "How many passes are timed.": "時間を測る周回の数。",
        "The kind of record: project, background or all; may be repeated.":
            "記録の種類。project、background、all のどれか。繰り返し書ける。",
        "Keep records of an area (地域), by its name or a part of it.":
            "地域で絞り込む。名前の一部でもよい。",
        "Keep records of a prefecture.":
            "都道府県で絞り込む。",
        "Keep records of a municipality.":
            "市町村で絞り込む。",
        "Keep records of a category.":
            "分類で絞り込む。",
        "Keep records with a status.":
            "状況で絞り込む。",
        "Keep records with a value in any other field.":
            "ほかの項目の値で絞り込む。",
        "Keep records that began in a year, or from..to: 2015..2020, 平成27.., ..R2.":
            "始まった年か範囲で絞り込む。2015..2020、平成27..、..R2 など。",
        "The order: score, year, -year or title.":
            "並び順。score、year、-year、title のどれか。",
        "How many hits to skip first.":
            "初めに飛ばす件数。",
        "Count the values of fields over all hits: area,category,year; field:N for N values.":
            "見つかったすべての記録で、項目の値を数える。area,category,year など。field:N なら値を N 個まで。",
        "Show only the best hit of each value of a field, and the number of hits.":
            "項目の値ごとに、代表的な記録と件数だけを示す。",
        "Add records to an index, replacing those with the same id.":
            "索引に記録を加える。同じ ID の記録は置き換える。",
        "Delete records from an index.":
            "索引から記録を削除する。",
        "The ids of the records; - reads them from the standard input, one per line.":
            "記録の ID。- なら標準入力から 1 行に 1 つ読む。",
        "A file of ids, one per line.":
            "ID のファイル。1 行に 1 つ。",
        "Merge the segments of an index into one, without deleted records.":
            "索引のセグメントを、削除した記録を除いて 1 つにまとめる。",
        "The greatest number of segments to leave.":
            "残すセグメントの数の上限。",
        "Rebuild an index from the records that it holds.":
            "索引を、その中の記録から作り直す。",
        "Known are kana, dashes, iteration-marks, variant-kanji, radicals, punctuation, blanks, counters, variant-words, broken-words, spaced-words.":
            "使えるのは kana、dashes、iteration-marks、variant-kanji、radicals、punctuation、blanks、counters、variant-words、broken-words、spaced-words。",
        "A table of variant kanji.":
            "異体字の表。",
        "Required if the folding changes and the index has synonyms.":
            "表記ゆれの統一の設定が変わり、索引に同義語があるときは必要。",
        "Remove the damaged files that --repair replaced and kept.":
            "--repair が置き換えて残した、壊れたファイルを削除する。",
        "Repair what is damaged, and report what is lost.":
            "壊れた部分を修復し、失われた記録を表示する。",
        "The kind of record: project, background or all.":
            "記録の種類。project、background、all のどれか。",
        "How many hits each query asks for.": "検索式ごとの件数。",
    ]

    /// The long Japanese descriptions, by command name.
    package static let japaneseDiscussions: [String: String] = [
        "search": """
        一度索引を作り、それを検索します。引数のない `search index` は、付属の記録 corpus/ を読み、\
        索引を index/ に作ります。

          search index                 corpus/ から index/ を作る
          search 図書館の相互利用      検索する
          search '"病児・病後児保育"'  引用符の中はそのまま探す
          search 移住 ワンストップ     両方の語を含む事業が先に並ぶ
          search similar morioka-041   同じ取組をしている地域を探す
          search coverage 病児保育     記録がある地域とない地域
          search compare morioka-041 morioka-042
                                       2 件に共通するもの
          search show morioka-041      1 件をすべて表示する

        索引は後から変えられます。

          search add more.jsonl        加える（同じ ID なら置き換える）
          search delete morioka-041    削除する

        表やスプレッドシート、文書は、そのまま索引にできます。

          search index 事業一覧.xlsx --index my --dry-run
                                       読み取る内容を確かめる
          search index 事業一覧.xlsx --index my
          search export --index my     すべての記録を書き出す

        半角と全角、カタカナとひらがな、新旧の字体は区別しません。長い語の一部としてだけ出てくる語\
        （東京都の中の京都）には「部分一致」の印が付きます。

        終了コード: 0 見つかった、または正常に終了した。1 何も見つからない。2 エラー。
        """,
        "query": """
        --batch は、標準入力から 1 行に 1 つ、`qid⇥検索式` か検索式だけを読み、\
        JSON オブジェクトを 1 行に 1 つ書きます。
        """,
        "similar": """
        索引の記録か文章を、ほかのすべての記録と比べ、最も似たものを 0 から 1 の得点と、\
        共通する語句とともに示します。同じ地域の記録は除きます。

          search similar morioka-041
          search similar --text "医療機器を共同で購入する"
          search similar --file plan.txt --per-area 1

        --batch は、標準入力から 1 行に 1 つ、`id` か `qid⇥id`（--text - のときは文章か \
        `qid⇥文章`）を読み、JSON オブジェクトを 1 行に 1 つ書きます。
        """,
        "coverage": """
        語を指定すると、すべての語（または同義語）を含む記録のある地域を「ある」とします。\
        長い語の一部としてだけ出てくる地域は、「要確認」として別に示します。--like を指定すると、その記録に似た記録が\\
        ある地域です。地域ごとに代表的な記録を示します。

          search coverage 病児保育
          search coverage --like morioka-041 --threshold 0.3
        """,
        "compare": """
        両方の記録をすべて示し、共通するものに端末では色を付けます。続いて、どれだけ似ているか、\
        両方にある語句、片方だけにある語句を、重みの大きい順に示します。

          search compare morioka-041 chusu-takahashigawa-05
        """,
        "index": """
        CSV、Excel（.xlsx）、Word（.docx）、テキスト、Markdown、PDF、HTML の表、JSON、\
        JSON Lines を読み、新しい索引を作ります。書き終わるまで、古い索引はそのままです。\
        ファイルの種類は中身で判断します。フォルダーを指定すると中のすべてのファイルを読み、\
        - は標準入力です。

        列は、名前と内容から項目に対応させます。索引の項目は、title と description（検索する）、\
        kind、area、area_key、prefectures、municipalities、category、field、status（値そのもの）、\
        start_year（平成27年度のような年）、source と figures（表示だけ）です。ほかの列は独自の\
        項目になります。--dry-run で読み取る内容を確かめ、--map で指定を変えられます。\
        例: title=事業名,予算:yen=予算額
        """,
        "add": """
        `search index` と同じようにファイルを読みます。索引にある ID の記録は、その記録を置き換えます。\
        ファイルの中に同じ ID が 2 度あれば、後のものが残ります。設定と同義語は索引のものです。\
        かかる時間は、索引の大きさではなく、加える記録の量で決まります。
        """,
        "delete": """
        索引にない ID は表示します。1 つもなければ何も変わらず、終了コードは 1 です。
        """,
        "merge": """
        検索の結果は変わりません。セグメントは、記録を加えたり削除したりするときにも、ときどき\
        自動でまとめられます。これは、しばらく変わらない索引のためのものです。

        --reorder を付けると、似た記録を隣どうしに置きます。繰り返しの多い記録なら、索引は\
        小さくなり、ほとんどの検索が速くなります。ほかの記録をほぼそのまま繰り返す記録は、一緒に\
        読み込んだものなら、付けなくても隣どうしに置かれます。
        """,
        "upgrade": """
        別の ICU で作った索引や、設定か同義語を変えたい索引に使います。オプションで指定しないものは\
        そのままです。新しい索引ができあがるまで、古い索引はそのまま残ります。
        """,
        "check": """
        --repair は、壊れていない部分を残し、壊れたセグメントを、保存された記録から作り直します。\
        失われた記録を表示します。置き換えられたファイルは、末尾が .damaged の名前でフォルダーに\
        残ります。--remove-damaged で削除できます。読めないファイルや、新しいバージョンが書いたファイルは、\
        壊れたものとして扱いません。そのときは何も変えずに修復を終えます。
        """,
        "verify": """
        索引の文書から 1 から 10 文字の部分文字列を無作為に選び、索引が見つける文書と、\
        すべての文書の走査が見つける文書を比べます。
        """,
        "eval": """
        検索課題は `qid⇥検索式⇥タグ` の行、判定は TREC の qrels です。nDCG@10、MRR@10、\
        Recall@20、Recall@100 を、平均とタグごとに表示します。--per-topic は課題ごとに表示し、\
        --compare は別の run との差と、対応のあるランダム化検定の p 値を表示します。

        --similar では、課題の検索式は記録の ID で、`search similar` の順位を測ります。記録そのもの、\
        同じ地域の記録、背景の記録は答えに数えません。
        """,
        "bench": """
        `qid⇥検索式` か検索式だけの行を読み、すべてを何度も実行します。検索式ごとに 1 行の \
        JSON オブジェクトで、最も速い時間（マイクロ秒）、件数、ID を書き、最後にその時間の\
        パーセンタイルを書きます。
        """,
        "serve": """
        開くアドレスを表示し、Ctrl-C を押すまで応答します。--host を書かなければ、このパソコンからだけ使えます。\
        索引の更新には自動で追随します。

          search serve
          search serve --index my --port 9000
          search serve --data my       画面でファイルを my に取り込めるようにする
        """,
    ]
    .merging(researchDiscussions) { first, _ in first }
    .merging(lexicalStatisticsDiscussions) { first, _ in first }
    .merging(exportDiscussions) { first, _ in first }
}
