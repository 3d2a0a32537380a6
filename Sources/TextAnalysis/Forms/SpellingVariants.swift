/// Words that offices write in more than one way, mostly because they avoid kanji outside of the
/// list for common use (常用漢字) or a meaning of one: 障害 and 障がい, 牽引 and けん引.
///
/// No rule leads from one to the other without a dictionary of readings, so these are listed.
enum SpellingVariants {
    /// The words in the form of a table of synonyms, made comparable with a normalised text.
    static func table(_ normalizer: inout TextNormalizer) -> SynonymTable {
        // The words below are well formed: a test reads them.
        (try? SynonymTable(parsing: lines, name: "spelling variants", normalizer: &normalizer))
            ?? SynonymTable()
    }

    static let lines = """
        子ども, 子供, こども
        障害者, 障がい者, 障碍者
        障害児, 障がい児, 障碍児
        障害福祉, 障がい福祉
        友達, 友だち
        牽引, けん引
        斡旋, あっせん
        罹災, り災
        罹患, り患
        進捗, 進ちょく
        補填, 補てん
        漏洩, 漏えい
        涵養, かん養
        浚渫, しゅんせつ
        竣工, しゅん工
        橋梁, 橋りょう
        瓦礫, がれき
        灯籠, 灯ろう
        石鹸, 石けん
        処方箋, 処方せん
        伝播, 伝ぱ
        破綻, 破たん
        改竄, 改ざん
        拠出, 醵出
        剪定, せん定
        播種, は種
        屎尿, し尿
        塵芥, じん芥
        厨房, ちゅう房
        炊き出し, 炊出し
        蔓延, まん延
        閉塞, 閉そく
        隘路, あい路
        賑わい, にぎわい
        繋がり, つながり
        街づくり, まちづくり, 町づくり, まち作り
        街歩き, まち歩き, 町歩き
        街なか, まちなか, 街中
        街並み, まち並み, 町並み, 町並
        物づくり, ものづくり, もの作り
        生きがい, 生き甲斐
        ひとり親, 一人親
        手引き, 手びき, 手引
        居場所づくり, 居場所作り
        仲間づくり, 仲間作り
        健康づくり, 健康作り
        一人暮らし, ひとり暮らし, 一人ぐらし, 独り暮らし
        歯磨き, 歯みがき
        空き家, 空家
        空き店舗, 空店舗
        猪, イノシシ
        猿, サル
        苺, いちご
        林檎, りんご
        葡萄, ぶどう
        """
}
