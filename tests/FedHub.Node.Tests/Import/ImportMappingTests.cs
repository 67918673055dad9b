using FedHub.Node.Import;
using FedHub.Node.Policy;
using FedHub.Protocol;

namespace FedHub.Node.Tests.Import;

public sealed class ImportMappingTests
{
    private static readonly CollectionPolicies _policies = new(DefaultPolicies.Files.Select(file => PolicyReader.Read(file.Key, file.Value)));

    [Theory]
    [InlineData("version: 1\ncolumns:\n  a: record_id\n  b: category\n  c: fullname\n", "mapping:5:6: no such field; docs/import.md lists them.")]
    [InlineData("version: 1\ncolumns:\n  a: record_id\n  b: category\ncolour: red\n", "mapping:5:1: unknown key; known here are categories, collections, columns, constants, country, dateFormat, delimiter, encoding, multiline, recordIdPrefix, sexes, version.")]
    [InlineData("version: 2\ncolumns:\n  a: record_id\n", "mapping:1:10: expected version 1.")]
    [InlineData("version: 1\ncolumns:\n  a: full_name\n", "mapping:1:1: no column fills record_id; without it a second import could not recognise a record.")]
    [InlineData("version: 1\ncolumns:\n  a: record_id\n", "mapping:1:1: nothing fills category; map a column to it or set it under `constants`.")]
    [InlineData("version: 1\ncolumns:\n  a: record_id\n  b: category\nencoding: latin1\n", "mapping:5:11: expected utf-8 or windows-1251.")]
    [InlineData("version: 1\ncolumns:\n  a: record_id\n  b: category\ndateFormat: dd.mm.yyyy\n", "mapping:5:13: expected yyyy with MM and dd, such as dd.MM.yyyy.")]
    [InlineData("version: 1\ncolumns:\n  a: record_id\n  b: category\ncollections:\n  suspect: person\n", "mapping:6:12: no such collection; its policy file is missing.")]
    [InlineData("version: 1\ncolumns:\n  a: record_id\n  a: category\n", "mapping:4:3: a key stands twice.")]
    [InlineData("version: 1\ncolumns: [\n", "mapping:3:1: not valid YAML.")]
    public void Parse_WrongMapping_NamesLineAndColumn(string yaml, string message)
    {
        Should.Throw<FedHubException>(() => ImportMapping.Parse(yaml, _policies)).Message.ShouldBe(message);
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
