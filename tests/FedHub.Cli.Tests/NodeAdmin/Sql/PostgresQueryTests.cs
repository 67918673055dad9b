using FedHub.Cli.NodeAdmin.Import.Sql;
using FedHub.Node.Import;
using FedHub.Node.Policy;

namespace FedHub.Cli.Tests.NodeAdmin.Sql;

public sealed class PostgresQueryTests
{
    private const string Mapping = "version: 1\ncolumns: { \"i\\\"d\": record_id, cat: category }\nchangeColumn: changed\nchangeOverlap: 15\n";

    [Fact]
    public void RowsSql_WithoutAChangeColumn_TakesAllRows() =>
        Query().RowsSql(["a", "b\"c"], MappingOf("version: 1\ncolumns: { a: record_id, b: category }\n"), null, since: false)
            .ShouldBe("SELECT \"a\"::text, \"b\"\"c\"::text FROM (\nSELECT * FROM v -- all\n) AS fedhub_source");

    [Theory]
    [InlineData("timestamp with time zone", "make_interval(mins => 15)")]
    [InlineData("date", "make_interval(mins => 15)")]
    [InlineData("bigint", "15")]
    public void RowsSql_SinceAChange_ReadsABitBeforeItAgainAndRowsWithoutOneAlways(string type, string overlap) =>
        Query().RowsSql(["a"], MappingOf(Mapping), type, since: true).ShouldBe(
            $"SELECT \"a\"::text FROM (\nSELECT * FROM v -- all\n) AS fedhub_source WHERE \"changed\" IS NULL OR \"changed\" >= CAST(@since AS {type}) - {overlap} ORDER BY \"changed\" NULLS FIRST");

    [Fact]
    public void SourceColumns_AreThoseOfTheMappingAndTheChange() => MappingOf(Mapping).SourceColumns.ShouldBe(["cat", "i\"d", "changed"]);

    [Theory]
    [InlineData(17, "v.sql:1:1")]
    [InlineData(31, "v.sql:1:15")]
    [InlineData(1, "v.sql")]
    [InlineData(0, "v.sql")]
    [InlineData(9999, "v.sql")]
    public void Place_OfAPositionInTheStatement_IsLineAndColumnInTheFile(int position, string place)
    {
        var query = Query();

        query.Place(query.ShapeSql, position).ShouldBe(place);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ; ")]
    public void Of_NoQuery_IsRefused(string text) => Should.Throw<CliFailureException>(() => PostgresQuery.Of(text, "v.sql"));

    [Theory]
    [InlineData("text[]", "is an array: write array_to_string(column, ';') in the query")]
    [InlineData("bytea", "is binary: leave it out, or encode it in the query")]
    [InlineData("jsonb", "is a document: take single values out of it in the query")]
    [InlineData("character varying(20)", null)]
    public void Problem_OfATypeThatIsNoText_IsSaid(string type, string? problem) => PostgresTypes.Problem(type).ShouldBe(problem);

    private static PostgresQuery Query() => PostgresQuery.Of("SELECT * FROM v -- all\n;\n", "v.sql");

    private static ImportMapping MappingOf(string yaml)
    {
        using var folder = new TemporaryFolder();
        var policies = Directory.CreateDirectory(folder.File("policy"));
        File.WriteAllText(Path.Combine(policies.FullName, "persons.yaml"), "version: 1\ncollection: persons\nclasses: { document: 2048 }\n");
        return ImportMapping.Parse(yaml, CollectionPolicies.Load(new FedHub.Node.Storage.NodeDirectoryLayout(folder.Path)));
    }
}
