using System.Text;
using FedHub.Protocol;

namespace FedHub.Hub.Tests.Configuration;

public sealed class HubConfigurationTests
{
    private const string Valid = """
        {"listen":"127.0.0.1:7443","tls":{"certFile":"a","keyFile":"b","caFile":"c"},"federationTrustFile":"d","development":true,
         "limits":{"answerDeadlineSeconds":2.5}}
        """;

    [Fact]
    public void Parse_Valid_TakesValuesAndDefaults()
    {
        var read = Parse(Valid);

        read.Listen.ShouldBe("127.0.0.1:7443");
        read.Development.ShouldBeTrue();
        read.Limits.AnswerDeadline.ShouldBe(TimeSpan.FromSeconds(2.5));
        read.Limits.DisclosureDeadline.ShouldBe(TimeSpan.FromSeconds(10));
        read.Limits.OpenQueriesPerMember.ShouldBe(256);
    }

    [Fact]
    public void Parse_LogAndRetention_AreTaken()
    {
        var read = Parse(Valid[..^1] + """, "log": { "listen": "0.0.0.0:7445", "access": "public" }, "retention": { "query-submitted": 1825 } }""");

        read.LogEndPoint().ShouldNotBeNull().Port.ShouldBe(7445);
        read.Log.Access.ShouldBe(HubLogSection.Public);
        read.Retention["query-submitted"].ShouldBe(1825);
        Parse(Valid).LogEndPoint().ShouldBeNull();
        Parse(Valid).Log.Access.ShouldBe(HubLogSection.Members);
        Parse(Valid).Retention.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(""" "log": { "listen": "7445" } """, "log.listen")]
    [InlineData(""" "log": { "listen": "0.0.0.0:7445", "access": "everybody" } """, "log.access")]
    [InlineData(""" "log": { "listen": "0.0.0.0:7445", "connections": 1 } """, "log.connections")]
    [InlineData(""" "retention": { "query-submitted": 1 } """, "retention.query-submitted")]
    [InlineData(""" "retention": { "directory-published": 3650 } """, "retention.directory-published")]
    public void Parse_LogOrRetentionThatMakeNoSense_AreNamed(string setting, string key) =>
        Should.Throw<FedHubException>(() => Parse(Valid[..^1] + "," + setting + "}")).Message.ShouldContain(key);

    [Fact]
    public void Parse_WhatToJsonWrote_GivesTheSame()
    {
        var read = Parse(Valid);

        Encoding.UTF8.GetString(HubConfiguration.Parse(read.ToJson(), read.Layout).ToJson()).ShouldBe(Encoding.UTF8.GetString(read.ToJson()));
    }

    [Theory]
    [InlineData("\"development\"", "\"developement\"")]
    [InlineData("\"answerDeadlineSeconds\":2.5", "\"answerDeadlineSeconds\":0")]
    [InlineData("\"answerDeadlineSeconds\":2.5", "\"answerDeadlineSeconds\":31")]
    [InlineData("\"answerDeadlineSeconds\":2.5", "\"answerDeadlineSeconds\":2.5,\"answerDeadlineSeconds\":3")]
    [InlineData("127.0.0.1:7443", "localhost:7443")]
    [InlineData("127.0.0.1:7443", "127.0.0.1")]
    [InlineData("\"d\"", "\"\"")]
    [InlineData("\"d\"", "null")]
    [InlineData("\"listen\":\"127.0.0.1:7443\",", "")]
    [InlineData("true", "true /* no comments */")]
    public void Parse_Fault_IsRefused(string part, string replacement)
    {
        Valid.ShouldContain(part);

        Should.Throw<FedHubException>(() => Parse(Valid.Replace(part, replacement, StringComparison.Ordinal)))
            .Refusal.Code.ShouldBe(ErrorCode.InvalidInput);
    }

    [Fact]
    public void Load_NoFile_SaysWhatToDo()
    {
        using var directory = new TempDirectory();

        Should.Throw<FedHubException>(() => HubConfiguration.Load(directory.Path)).Message
            .ShouldBe("There is no hub.json here. Run 'fedhub hub init' first.");
    }

    [Fact]
    public void Parse_MutatedBytes_IsReadOrRefused()
    {
        var random = new Random(7);
        for (var i = 0; i < 2_000; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(Valid);
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                HubConfiguration.Parse(bytes, new HubDirectoryLayout("."));
            }
            catch (FedHubException refused)
            {
                refused.Refusal.Code.ShouldBe(ErrorCode.InvalidInput);
            }
        }
    }

    private static HubConfiguration Parse(string json) => HubConfiguration.Parse(Encoding.UTF8.GetBytes(json), new HubDirectoryLayout("."));
}
