import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.Version;

/**
 * Lucene over bigrams: `build DOCUMENTS FOLDER`, or `search FOLDER KIND exact|none SECONDS` with queries
 * (`qid TAB text`) on the standard input.
 */
public final class LuceneDriver {
    private static final Analyzer BIGRAMS = new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer tokenizer = new StandardTokenizer();
            return new TokenStreamComponents(tokenizer, new CJKBigramFilter(tokenizer));
        }
    };

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "version" -> System.out.println(Version.LATEST);
            case "build" -> build(Path.of(arguments[1]), Path.of(arguments[2]));
            default -> search(
                Path.of(arguments[1]), arguments[2], arguments[3].equals("exact"),
                (long) (Double.parseDouble(arguments[4]) * 1e9));
        }
    }

    private static void build(Path documents, Path folder) throws Exception {
        IndexWriterConfig config = new IndexWriterConfig(BIGRAMS);
        config.setRAMBufferSizeMB(256).setMergeScheduler(new SerialMergeScheduler());
        try (var writer = new IndexWriter(new MMapDirectory(folder), config);
            BufferedReader lines = Files.newBufferedReader(documents, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int tab = line.indexOf('\t');
                Document document = new Document();
                document.add(new StringField("id", line.substring(0, tab), Field.Store.YES));
                document.add(new TextField("text", line.substring(tab + 1), Field.Store.YES));
                writer.addDocument(document);
            }
            writer.commit();
        }
    }

    private static List<String> terms(String text) throws Exception {
        List<String> terms = new ArrayList<>();
        try (TokenStream stream = BIGRAMS.tokenStream("text", text)) {
            var term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) terms.add(term.toString());
            stream.end();
        }
        return terms;
    }

    private static Query substring(String text) throws Exception {
        List<String> terms = terms(text);
        if (terms.size() == 1) return new TermQuery(new Term("text", terms.get(0)));
        return new PhraseQuery("text", terms.toArray(String[]::new));
    }

    private static Query query(String kind, String text) throws Exception {
        if (kind.equals("word") || kind.equals("phrase")) return substring(text);
        var builder = new BooleanQuery.Builder();
        if (kind.equals("sentence")) {
            for (String term : new LinkedHashSet<>(terms(text))) {
                builder.add(new TermQuery(new Term("text", term)), BooleanClause.Occur.SHOULD);
            }
        } else {
            var occur = kind.equals("all") ? BooleanClause.Occur.MUST : BooleanClause.Occur.SHOULD;
            for (String word : text.split(" ")) builder.add(substring(word), occur);
        }
        return builder.build();
    }

    private static void search(Path folder, String kind, boolean counts, long budget)
        throws Exception {
        List<String[]> queries = new ArrayList<>();
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            queries.add(line.split("\t", 2));
        }
        long[] fastest = new long[queries.size()];
        long[] totals = new long[queries.size()];
        java.util.Arrays.fill(fastest, Long.MAX_VALUE);
        try (var reader = DirectoryReader.open(new MMapDirectory(folder))) {
            var searcher = new IndexSearcher(reader);
            searcher.setQueryCache(null);
            int threshold = counts ? Integer.MAX_VALUE : 10;
            long begin = System.nanoTime();
            // A third of the time warms the compiler up; then every query is timed at least once.
            boolean warm = true;
            for (int passes = 0; ; ) {
                for (int i = 0; i < queries.size(); i++) {
                    long start = System.nanoTime();
                    Query query = query(kind, queries.get(i)[1]);
                    TopDocs top = searcher.search(
                        query, new TopScoreDocCollectorManager(10, null, threshold));
                    long time = System.nanoTime() - start;
                    if (!warm) fastest[i] = Math.min(fastest[i], time);
                    totals[i] = top.totalHits.value();
                }
                long spent = System.nanoTime() - begin;
                if (warm && spent > budget / 3) { warm = false; continue; }
                if (!warm && (++passes > 0 && spent > budget)) break;
            }
        }
        StringBuilder output = new StringBuilder();
        for (int i = 0; i < queries.size(); i++) {
            output.append(queries.get(i)[0]).append('\t').append(fastest[i] / 1000.0).append('\t')
                .append(counts ? totals[i] : -1).append('\n');
        }
        System.out.print(output);
    }
}
