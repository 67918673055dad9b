using System.Text;
using FedHub.Node.Configuration;
using FedHub.Node.Storage;
using FedHub.Protocol;

namespace FedHub.Node.Tests.Configuration;

public sealed class NodeConfigurationTests
{
    private const string Valid = """
        {
          "member": "KAZ",
          "displayName": "Kazakhstan",
          "hub": { "address": "https://hub.example:8443" },
          "gateway": { "listen": "127.0.0.1:7443" },
          "tls": { "certFile": "tls/node.crt", "keyFile": "tls/node.key", "caFile": "/etc/fedhub/ca.crt" },
          "federationTrustFile": "trust.json",
          "epoch": { "hours": 24, "overlapHours": 2, "deltaMinutes": 5 }
        }
        """;

    [Fact]
    public void Parse_ValidFile_GivesAbsolutePathsAndDefaults()
    {
        var configuration = Parse(Valid);

        configuration.Tls.CertFile.ShouldBe("/data/tls/node.crt");
        configuration.Tls.CaFile.ShouldBe("/etc/fedhub/ca.crt");
        configuration.Development.ShouldBeFalse();
        configuration.Import.BatchSize.ShouldBe(500);
        (configuration.Epoch.Hours, configuration.Epoch.OverlapHours, configuration.Epoch.DeltaMinutes).ShouldBe((24, 2, 5));
    }

    [Fact]
    public void ToJson_Parsed_IsTheSame()
    {
        var configuration = Parse(Valid);

        NodeConfiguration.Parse(configuration.ToJson(), configuration.Layout).ShouldBe(configuration);
    }

    [Theory]
    [InlineData("\"member\": \"KAZ\"", "\"member\": \"kaz\"", "node.json: member: expected three upper-case letters, such as KAZ.")]
    [InlineData("https://hub", "http://hub", "node.json: hub.address: expected https://HOST:PORT.")]
    [InlineData("127.0.0.1:7443", "localhost", "node.json: gateway.listen: expected ADDRESS:PORT, such as 127.0.0.1:7443.")]
    [InlineData("\"member\": \"KAZ\",", "\"member\": \"KAZ\", \"witness\": {\"listen\": \"0.0.0.0:7080\"},", "node.json: witness.listen: expected a loopback address, such as 127.0.0.1:7080.")]
    [InlineData("\"hours\": 24", "\"hours\": 0", "node.json: epoch.hours: expected 1 to 720.")]
    [InlineData("\"overlapHours\": 2", "\"overlapHours\": 361", "node.json: epoch.overlapHours: expected 0 to 360.")]
    public void Parse_ValueOutOfRange_NamesTheKey(string old, string replacement, string message) =>
        Should.Throw<FedHubException>(() => Parse(Valid.Replace(old, replacement, StringComparison.Ordinal))).Message.ShouldBe(message);

    [Theory]
    [InlineData("\"displayName\"", "\"displayname\"", "node.json:3:", "unknown key")]
    [InlineData("\"hours\": 24", "\"hour\": 24", "node.json:8:", "unknown key")]
    [InlineData("\"member\": \"KAZ\",", "\"member\": \"KAZ\", \"member\": \"UZB\",", "node.json:2:", "a key stands twice")]
    [InlineData("\"federationTrustFile\": \"trust.json\",", "", "node.json", "missing key 'federationTrustFile'")]
    [InlineData("\"hours\": 24", "\"hours\": \"a day\"", "node.json:8:", "a value of the wrong type")]
    [InlineData("\"member\": \"KAZ\",", "\"member\": \"KAZ\"", "node.json:3:", "not valid JSON")]
    public void Parse_WrongShape_StopsAndSaysWhere(string old, string replacement, string where, string what)
    {
        var message = Should.Throw<FedHubException>(() => Parse(Valid.Replace(old, replacement, StringComparison.Ordinal))).Message;

        message.ShouldStartWith(where);
        message.ShouldContain(what);
    }

    [Fact]
    public void Parse_KeysLeftOut_KeepTheirDefaults()
    {
        var configuration = Parse(Valid.Replace(", \"overlapHours\": 2, \"deltaMinutes\": 5", "", StringComparison.Ordinal));

        (configuration.Epoch.Hours, configuration.Epoch.OverlapHours, configuration.Epoch.DeltaMinutes).ShouldBe((24, 24, 60));
    }

    [Fact]
    public void Load_NoNode_SaysHowToMakeOne()
    {
        var directory = Directory.CreateTempSubdirectory("fedhub-none-").FullName;

        Should.Throw<FedHubException>(() => NodeConfiguration.Load(new NodeDirectoryLayout(directory))).Message.ShouldContain("fedhub node init");

        Directory.Delete(directory);
    }

    private static NodeConfiguration Parse(string json) => NodeConfiguration.Parse(Encoding.UTF8.GetBytes(json), new NodeDirectoryLayout("/data"));
}
