import { describe, expect, it } from "vitest";
import { placesInPdf } from "../../../src/commands/written/pdf-places.ts";

/** Two leaves below one branch of the tree, and one beside it. */
const PDF = `%PDF-1.4
4 0 obj
<</Type /Page
/Parent 7 0 R>>
endobj
7 0 obj
<</Type /Pages
/Count 2
/Kids [4 0 R 5 0 R]>>
endobj
8 0 obj
<</Type /Pages
/Count 3
/Kids [7 0 R 6 0 R]>>
endobj
9 0 obj
<</top [4 0 R /XYZ 0 842 0]
/f-001 [6 0 R /XYZ 0 12.5 0]
/lost [99 0 R /XYZ 0 12.5 0]>>
endobj
10 0 obj
<</Type /Catalog
/Pages 8 0 R
/Dests 9 0 R
/Lang (en)>>
endobj
`;

describe("placesInPdf", () => {
  it("gives the page of every named place, in the order of the tree", () => {
    expect([...placesInPdf(Buffer.from(PDF, "latin1"))]).toEqual([
      ["top", 1],
      ["f-001", 3],
    ]);
  });

  it.each(["", "%PDF-1.7 written otherwise", PDF.replace("/Dests 9 0 R\n", "")])(
    "knows nothing of what is written otherwise",
    (pdf) => expect(placesInPdf(Buffer.from(pdf))).toEqual(new Map()),
  );
});
