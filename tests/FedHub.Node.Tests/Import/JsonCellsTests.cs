using System.Text;
using FedHub.Node.Import;
using FsCheck;
using FsCheck.Fluent;

namespace FedHub.Node.Tests.Import;

public sealed class JsonCellsTests
{
    private static readonly JsonCells _cells = new(["id", "name", "n"]);

    [Theory]
    [InlineData("""{"id":"R1","name":" A B ","n":12}""", "R1|A B|12")]
    [InlineData("""{"n":12345678901234567890,"id":"R1"}""", "R1||12345678901234567890")]
    [InlineData("""{"id":null,"name":true,"n":1.50e3}""", "|true|1.50e3")]
    [InlineData("""{"name":["a","b",3],"other":{"deep":[1,{"x":2}]},"id":"x"}""", "x|a;b;3|")]
    [InlineData("""{"name":[]}""", "||")]
    [InlineData("""{"name":"\u0416\n\""}""", "|Ж\n\"|")]
    [InlineData("{}", "||")]
    public void Read_FlatObject_GivesItsCells(string line, string expected)
    {
        var cells = new string[3];

        _cells.Read(line, cells, out var column).ShouldBeNull();

        column.ShouldBe("");
        string.Join('|', cells).ShouldBe(expected);
    }

    [Theory]
    [InlineData("[1]", "", "not a JSON object that stands whole on its line")]
    [InlineData("""{"id":"a" """, "", "not a JSON object that stands whole on its line: see byte 11 of the line")]
    [InlineData("""{"id":"a"} {"id":"b"}""", "", "not a JSON object that stands whole on its line: see byte 12 of the line")]
    [InlineData("""{"id":"a","id":"b"}""", "id", "the name stands twice in the line")]
    [InlineData("""{"name":{"first":"a"}}""", "name", "expected a text, a number, true, false, null or a list of these; in a list no text may hold `;`")]
    [InlineData("""{"name":[["a"]]}""", "name", "expected a text, a number, true, false, null or a list of these; in a list no text may hold `;`")]
    [InlineData("""{"name":["a;b"]}""", "name", "expected a text, a number, true, false, null or a list of these; in a list no text may hold `;`")]
    [InlineData("""{"name":"\ud800"}""", "name", "an escape in it stands for no character")]
    [InlineData("""{"id":'a'}""", "", "not a JSON object that stands whole on its line: see byte 7 of the line")]
    public void Read_AnythingElse_IsRefusedWithColumnAndReason(string line, string column, string reason)
    {
        _cells.Read(line, new string[3], out var blamed).ShouldBe(reason);

        blamed.ShouldBe(column);
    }

    [Fact]
    public void Read_AnyTexts_ComeBack() => Prop.ForAll<string[]>(texts =>
    {
        var wanted = texts.Select(text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes((text ?? "").Replace(";", "", StringComparison.Ordinal))).Trim()).Where(text => text.Length > 0).ToList();
        var cells = new string[3];
        var line = System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, object>(StringComparer.Ordinal) { ["name"] = wanted, ["id"] = "x" });
        return _cells.Read(line, cells, out _) is null && string.Equals(cells[1], string.Join(';', wanted), StringComparison.Ordinal);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Read_AnyMutatedLine_IsReadOrRefused()
    {
        var seed = Encoding.UTF8.GetBytes("""{"id":"R1","name":["Ж","b"],"n":-12.5e3,"other":{"deep":[1,{"x":null}]}}""");
        for (var i = 0; i < 5000; i++)
        {
            var mutated = (byte[])seed.Clone();
            for (var j = 0; j < 1 + (i % 3); j++)
            {
                // A fixed walk over positions and values: repeatable, and no two rounds alike.
                mutated[((i * 31) + (j * 17 * (i + 1))) % mutated.Length] = (byte)((i * 7) + (j * 101));
            }

            var cells = new string[3];
            var refused = _cells.Read(Encoding.UTF8.GetString(mutated), cells, out _);

            (refused is null || refused.Length > 0).ShouldBeTrue();
        }
    }
}
