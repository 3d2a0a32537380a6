package import RenkeiSearch

/// A network of words as GraphML, which Gephi, Cytoscape, igraph and networkx read.
///
/// Source: http://graphml.graphdrawing.org/specification.html. Nodes have `label` and `records`,
/// edges `weight` (Jaccard's coefficient) and `shared`.
package enum NetworkGraphML {
    /// The network as text.
    ///
    /// - Parameter description: a text about its provenance; empty for none.
    package static func text(_ network: Cooccurrence, description: String = "") -> String {
        var text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <graphml xmlns="http://graphml.graphdrawing.org/xmlns">

            """
        if !description.isEmpty { text += "<desc>\(XMLText.escaped(description))</desc>\n" }
        text += """
            <key id="label" for="node" attr.name="label" attr.type="string"/>
            <key id="records" for="node" attr.name="records" attr.type="int"/>
            <key id="weight" for="edge" attr.name="weight" attr.type="double"/>
            <key id="shared" for="edge" attr.name="shared" attr.type="int"/>
            <graph id="cooccurrence" edgedefault="undirected">

            """
        for (index, word) in network.words.enumerated() {
            text += """
                <node id="n\(index)"><data key="label">\(XMLText.escaped(word.word))</data>\
                <data key="records">\(word.documents)</data></node>

                """
        }
        for (index, edge) in network.edges.enumerated() {
            text += """
                <edge id="e\(index)" source="n\(edge.first)" target="n\(edge.second)">\
                <data key="weight">\(edge.jaccard)</data><data key="shared">\(edge.shared)</data></edge>

                """
        }
        return text + "</graph>\n</graphml>\n"
    }
}
