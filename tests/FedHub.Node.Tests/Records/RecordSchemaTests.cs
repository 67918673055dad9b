using System.Text;
using FedHub.Node.Import;
using FedHub.Node.Policy;
using FedHub.Node.Records;
using FedHub.Node.Tests.Storage;
using FedHub.Protocol;

namespace FedHub.Node.Tests.Records;

public sealed class RecordSchemaTests
{
    private const string Mapping = """
        version: 1
        columns:
          id: record_id
          cat: category
          sex: sex
          citizen: citizenship
          age: age_band
          form: form_of_exploitation
          how: means
          channel: recruitment_channel
          way: route
        sexes: { ж: F }
        values:
          form_of_exploitation: { "3": forced-labour, сексуальная: sexual-exploitation }
          means: { обман: deception }
        """;

    [Fact]
    public async Task Fields_FromTokensAndLocalWords_ComeBackAsTokens()
    {
        await using var node = await TestNode.CreateAsync();

        var report = await ImportAsync(node, "R1,victim,ж,KGZ;Uzbekistan,15-17,3;Сексуальная;forced-begging,обман;debt,SOCIAL-MEDIA,kgz > Казахстан>TUR\n");

        report.Findings.Select(finding => finding.Code).ShouldBe(["no-key"]);
        Read(node).ShouldBe(
        [
            "record_id=R1", "sex=F", "citizenship=KGZ; UZB", "age_band=15-17", "form_of_exploitation=forced-labour; sexual-exploitation; forced-begging",
            "means=deception; debt", "recruitment_channel=social-media", "route=KGZ>KAZ>TUR",
        ]);
    }

    [Theory]
    [InlineData("R1,victim,?,,,,,,", "sex", "not understood; add the word to `sexes` in the mapping for M, F or X")]
    [InlineData("R1,victim,,Atlantis,,,,,", "citizen", "a country is not known; write ISO 3166 codes such as KAZ, or XXA for stateless")]
    [InlineData("R1,victim,,,young,,,,", "age", "a word is none of 0-8, 9-14, 15-17, 18-24, 25-34, 35-44, 45-59, 60+, child, adult, unknown; add it to `values.age_band` in the mapping")]
    [InlineData("R1,victim,,,,,,,KGZ>Atlantis", "way", "expected 1 to 10 countries in the order of the way, such as KGZ>KAZ>TUR")]
    public async Task UnknownWord_IsLeftOutWithAWarning_OrCostsTheLineWhereTheMappingSaysSo(string line, string column, string reason)
    {
        await using var node = await TestNode.CreateAsync();

        var taken = await ImportAsync(node, line + "\n");
        var refused = await ImportAsync(node, line.Replace("R1", "R2", StringComparison.Ordinal) + "\n", Mapping + "\nunknownValues: reject\n");

        taken.Counts.Added.ShouldBe(1);
        taken.Findings.ShouldContain(new ImportFinding(2, column, reason + "; left out", false) { Code = "unknown-value" });
        refused.Findings.ShouldBe([new ImportFinding(2, column, reason, true)]);
        refused.Counts.Rejected.ShouldBe(1);
    }

    [Fact]
    public async Task Fields_AllButIdAndCategory_AreOptional()
    {
        await using var node = await TestNode.CreateAsync();

        (await ImportAsync(node, "R1,witness,,,,,,,\n")).Counts.Added.ShouldBe(1);

        Read(node).ShouldBe(["record_id=R1"]);
    }

    [Fact]
    public void Policy_MayReleaseTheFields_ButNotCategoryOrExpiry()
    {
        string Policy(string field) => $"version: 1\ncollection: referral\nclasses: {{ document: 2048 }}\ndisclose:\n  - outcome: disclosed\n    summary: [{field}]\n";
        foreach (var codes in RecordCodes.All)
        {
            PolicyReader.Read("referral.yaml", Policy(codes.Field)).Disclosures.Single().Decision.SummaryFields.ShouldBe([codes.Field]);
        }

        foreach (var field in (string[])["category", "expires_at", "withdrawn", "document_country"])
        {
            Should.Throw<FedHubException>(() => PolicyReader.Read("referral.yaml", Policy(field)));
        }
    }

    [Fact]
    public void Content_WithEveryField_ReadsBack()
    {
        var content = new RecordContent
        {
            RecordId = "R1",
            Category = RecordCategory.Victim,
            Citizenships = ["KGZ", "XXA"],
            AgeBand = "child",
            FormsOfExploitation = ["other"],
            Means = ["force", "debt"],
            RecruitmentChannels = ["family"],
            Route = "KGZ>KAZ",
            ExpiresAt = new DateTimeOffset(2027, 1, 31, 12, 0, 0, TimeSpan.Zero),
            Free = [new RecordField("summary.a", "b")],
        };

        var bytes = RecordContentCodec.Encode(content);

        RecordContentCodec.Encode(RecordContentCodec.Decode(bytes)).ShouldBe(bytes);
        Encoding.UTF8.GetString(bytes).ShouldBe(
            """{"v":1,"id":"R1","category":2,"citizenships":["KGZ","XXA"],"ageBand":"child","exploitation":["other"],"means":["force","debt"],"recruitment":["family"],"route":"KGZ\u003EKAZ","expires":"2027-01-31T12:00:00.0000000\u002B00:00","free":["summary.a","b"]}""");
    }

    [Fact]
    public void Document_ListsExactlyTheFieldsAndTokensOfTheCode()
    {
        var tokens = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var fields = new List<string>();
        List<string>? list = null;
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "record-schema.md")))
        {
            if (line.StartsWith("### `", StringComparison.Ordinal))
            {
                tokens[line.Split('`')[1]] = list = [];
            }
            else if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                list = null;
            }
            else if (line.StartsWith("| `", StringComparison.Ordinal))
            {
                (list ?? fields).Add(list is null ? line.Split('`')[1] : line.TrimEnd(' ', '|')[2..]);
            }
        }

        fields.Where(field => !field.StartsWith("summary.", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ShouldBe(RecordSchema.Fields.Order(StringComparer.Ordinal));
        tokens.Keys.ShouldBe(RecordCodes.All.Select(codes => codes.Field), ignoreOrder: true);
        foreach (var codes in RecordCodes.All)
        {
            tokens[codes.Field].ShouldBe(codes.Codes.Select(code => $"`{code.Token}` | {code.Sentence}"), codes.Field);
        }
    }

    private static async Task<ImportReport> ImportAsync(TestNode node, string lines, string mapping = Mapping)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes("id,cat,sex,citizen,age,form,how,channel,way\n" + lines));
        return await new RecordImporter(node.Database, node.Keys, node.Time).ImportAsync(
            file, ImportMapping.Parse(mapping, node.Policies), new ImportOptions(), null, TestNode.Patience);
    }

    private static IEnumerable<string> Read(TestNode node) =>
        node.Epochs.Lookup.RecordFor(new RecordRowId(1)).ShouldNotBeNull().Fields.Select(field => $"{field.Name}={field.Value}");
}
