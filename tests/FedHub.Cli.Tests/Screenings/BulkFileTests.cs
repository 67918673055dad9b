using FedHub.Cli.Rpc;
using FedHub.Cli.Screenings;
using FedHub.Cli.Search;
using FedHub.Protocol;
using Google.Protobuf;

namespace FedHub.Cli.Tests.Screenings;

public sealed class BulkFileTests
{
    private static readonly SearchInput _terms = new() { Purpose = Purpose.Investigation, LegalBasis = "treaty", CaseReference = "2026-17", To = ["UZB"] };

    [Fact]
    public void Read_ColumnsInAnyOrder_GivesEachRowUnderTheSameTerms()
    {
        var rows = Read("PASSPORT,id,date_of_birth,full_name\nTKM:A1;KGZ:B2,x-1,1980-05-06,\"Serikov, Aibek\"\n,,,\"\"\n".Replace(",,,\"\"\n", "", StringComparison.Ordinal));

        var row = rows.ShouldHaveSingleItem();
        row.Id.ShouldBe("x-1");
        row.Input.Documents.ShouldBe(["TKM:A1", "KGZ:B2"]);
        row.Input.FullName.ShouldBe("Serikov, Aibek");
        row.Input.DateOfBirth.ShouldBe("1980-05-06");
        row.Input.CaseReference.ShouldBe("2026-17");
        row.Input.To.ShouldBe(["UZB"]);
    }

    [Theory]
    [InlineData("", "The file is empty")]
    [InlineData("passport\n", "The file has a header and no row")]
    [InlineData("passport,iban\nA1,B2\n", "Column 2 of the first line is not one of the list")]
    [InlineData("passport,passport\nA1,B2\n", "A column stands twice in the first line")]
    [InlineData("id,passport\n1,A1\n2,\n", "Line 3 holds nothing that can be searched")]
    [InlineData("date_of_birth\n1980-05-06\n", "Line 2 holds nothing that can be searched")]
    [InlineData("passport\nA1,B2\n", "Line 2 has 2 cells, the first line 1")]
    public void Read_WrongFile_SaysWhereAndNotWhatStandsThere(string text, string message)
    {
        var failure = Should.Throw<CliFailureException>(() => Read(text));

        failure.Message.ShouldBe(message);
        failure.ExitCode.ShouldBe(ExitCode.Usage);
    }

    [Fact]
    public void Read_MoreRowsThanANodeTakes_IsRefused()
        => Should.Throw<CliFailureException>(() => Read("passport\n" + string.Concat(Enumerable.Repeat("A1\n", 1_001)))).Message.ShouldBe("The file has more than 1000 rows");

    [Fact]
    public void Criteria_OfTheSameRow_AreTheSameBytes()
    {
        const string File = "passport,full_name,date_of_birth,phone\nTKM:A1,Serikov Aibek,1980,+77011234567\n";

        GatewaySearch.CriteriaOf(Read(File)[0].Input).ToByteArray().ShouldBe(GatewaySearch.CriteriaOf(Read(File)[0].Input with { Screening = (ScreeningId.New(), 1) }).ToByteArray());
    }

    [Fact]
    public void Read_MutatedBytes_EitherReadsOrRefusesWithASentence()
    {
        var random = new Random(20260301);
        var original = System.Text.Encoding.UTF8.GetBytes("id,passport,full_name\n1,TKM:A1,\"Serikov, Aibek\"\n2,KGZ:B2,x\n");
        for (var i = 0; i < 2_000; i++)
        {
            var bytes = original.ToArray();
            for (var j = random.Next(1, 6); j > 0; j--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            try
            {
                Read(System.Text.Encoding.UTF8.GetString(bytes)).Count.ShouldBeGreaterThan(0);
            }
            catch (CliFailureException failure)
            {
                failure.ExitCode.ShouldBe(ExitCode.Usage);
            }
        }
    }

    private static IReadOnlyList<BulkRow> Read(string text)
    {
        using var reader = new StringReader(text);
        return BulkFile.Read(reader, _terms);
    }
}
