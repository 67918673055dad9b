using FedHub.Node.Import;
using FedHub.Node.Policy;
using FedHub.Protocol;

namespace FedHub.Node.Tests.Import;

public sealed class ImportMappingTests
{
    private static readonly CollectionPolicies _policies = new(DefaultPolicies.Files.Select(file => PolicyReader.Read(file.Key, file.Value)));

    [Theory]
    [InlineData("version: 1\ncolumns:\n  a: record_id\n  b: category\n  c: fullname\n", "mapping:5:6: no such field; docs/record-schema.md lists them.")]
    [InlineData("version: 1\ncolumns:\n  a: record_id\n  b: category\ncolour: red\n", "mapping:5:1: unknown key; known here are categories, changeColumn, changeOverlap, collections, columns, constants, country, dateFormat, delimiter, encoding, flags, format, multiline, recordIdPrefix, sexes, unknownValues, values, version.")]
    [InlineData("version: 2\ncolumns:\n  a: record_id\n", "mapping:1:10: expected version 1.")]
    [InlineData("version: 1\ncolumns:\n  a: full_name\n", "mapping:1:1: no column fills record_id; without it a second import could not recognise a record.")]
    [InlineData("version: 1\ncolumns:\n  a: record_id\n", "mapping:1:1: nothing fills category; map a column to it or set it under `constants`.")]
    [InlineData("version: 1\ncolumns:\n  a: record_id\n  b: category\nencoding: latin1\n", "mapping:5:11: expected utf-8 or windows-1251.")]
    [InlineData("version: 1\ncolumns:\n  a: record_id\n  b: category\ndateFormat: dd.mm.yyyy\n", "mapping:5:13: expected yyyy with MM and dd, such as dd.MM.yyyy.")]
    [InlineData("version: 1\ncolumns:\n  a: record_id\n  b: category\ncollections:\n  suspect: person\n", "mapping:6:12: no such collection; its policy file is missing.")]
    [InlineData("version: 1\ncolumns:\n  a: record_id\n  a: category\n", "mapping:4:3: a key stands twice.")]
    [InlineData("version: 1\ncolumns:\n  a: record_id\n  b: category\nformat: xml\n", "mapping:5:9: expected csv or json-lines.")]
    [InlineData("version: 1\ncolumns:\n  a: record_id\n  b: category\nformat: json-lines\nencoding: windows-1251\n", "mapping:6:11: JSON is always utf-8.")]
    [InlineData("version: 1\ncolumns:\n  a: record_id\n  b: category\nflags:\n  да: si\n", "mapping:6:7: expected yes or no.")]
    [InlineData("version: 1\ncolumns:\n  a: record_id\n  b: category\nunknownValues: drop\n", "mapping:5:16: expected warn or reject.")]
    [InlineData("version: 1\ncolumns:\n  a: record_id\n  b: category\nchangeOverlap: -1\n", "mapping:5:16: expected a whole number from 0 to 1000000.")]
    [InlineData("version: 1\ncolumns:\n  a: record_id\n  b: category\nvalues:\n  mean:\n    1: force\n", "mapping:6:3: unknown key; known here are age_band, form_of_exploitation, means, recruitment_channel.")]
    [InlineData("version: 1\ncolumns:\n  a: record_id\n  b: category\nvalues:\n  age_band:\n    1: old\n", "mapping:7:8: unknown token; age_band takes 0-8, 9-14, 15-17, 18-24, 25-34, 35-44, 45-59, 60+, child, adult, unknown.")]
    [InlineData("version: 1\ncolumns:\n  a: record_id\n  b: category\nconstants:\n  age_band: old\n", "mapping:6:13: unknown token; age_band takes 0-8, 9-14, 15-17, 18-24, 25-34, 35-44, 45-59, 60+, child, adult, unknown.")]
    [InlineData("version: 1\ncolumns: [\n", "mapping:3:1: not valid YAML.")]
    public void Parse_WrongMapping_NamesLineAndColumn(string yaml, string message)
    {
        Should.Throw<FedHubException>(() => ImportMapping.Parse(yaml, _policies)).Message.ShouldBe(message);
    }

    [Fact]
    public void Parse_DeepNesting_IsRefusedBeforeItIsBuilt() =>
        Should.Throw<FedHubException>(() => ImportMapping.Parse(string.Concat(Enumerable.Repeat("- ", 100_000)), _policies)).Message.ShouldEndWith("nested too deeply.");

    [Fact]
    public void Parse_AnyMutatedMapping_IsReadOrRefusedWithAPlace()
    {
        var seed = System.Text.Encoding.UTF8.GetBytes(
            "version: 1\nformat: csv\nencoding: utf-8\ndelimiter: \";\"\ncolumns:\n  a: record_id\n  b: category\n  c: means\nvalues:\n  means:\n    1: force\nflags:\n  да: yes\nchangeColumn: z\n");
        for (var i = 0; i < 2000; i++)
        {
            var mutated = (byte[])seed.Clone();
            for (var j = 0; j < 1 + (i % 4); j++)
            {
                mutated[((i * 31) + (j * 17 * (i + 1))) % mutated.Length] = (byte)((i * 7) + (j * 101));
            }

            try
            {
                ImportMapping.Parse(System.Text.Encoding.UTF8.GetString(mutated), _policies).Columns.Count.ShouldBeGreaterThan(0);
            }
            catch (FedHubException refused)
            {
                refused.Refusal.Code.ShouldBe(ErrorCode.InvalidInput);
                refused.Message.ShouldStartWith("mapping");
            }
        }
    }

    [Theory]
    [InlineData("dd.MM.yyyy", "31.08.1960", "1960-08-31")]
    [InlineData("dd.MM.yyyy", "00.08.1960", "1960-08")]
    [InlineData("yyyyMMdd", "19600831", "1960-08-31")]
    [InlineData("MM/yyyy", "08/1960", "1960-08")]
    [InlineData("yyyy-MM-dd", "1960", "1960")]
    public void DateFormat_DateInItsForm_IsRead(string pattern, string text, string expected)
    {
        DateFormat.TryParse(pattern, out var format).ShouldBeTrue();

        format!.TryRead(text, out var date, out _).ShouldBeTrue();

        date.ToString().ShouldBe(expected);
    }

    [Theory]
    [InlineData("dd.MM.yyyy", "31/08/1960")]
    [InlineData("dd.MM.yyyy", "31.08.60")]
    [InlineData("dd.MM.yyyy", "30.02.1960")]
    [InlineData("yyyyMMdd", "1960083a")]
    public void DateFormat_OtherText_IsRefused(string pattern, string text)
    {
        DateFormat.TryParse(pattern, out var format).ShouldBeTrue();

        format!.TryRead(text, out _, out var reason).ShouldBeFalse();

        reason.ShouldNotBeNullOrEmpty();
    }
}
