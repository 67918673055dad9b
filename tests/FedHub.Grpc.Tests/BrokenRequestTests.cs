using FedHub.Grpc.Tests.Support;

namespace FedHub.Grpc.Tests;

/// <summary>Bodies that are not what the length-prefixed format says.</summary>
public sealed class BrokenRequestTests
{
    public static TheoryData<string, byte[], string> Bodies => new()
    {
        { "no message", [], "13" },
        { "one octet of a header", [0], "13" },
        { "four octets of a header", [0, 0, 0, 0], "13" },
        { "message cut short", [0, 0, 0, 0, 4, 8, 1], "13" },
        { "compressed without encoding", [1, 0, 0, 0, 0], "13" },
        { "unknown flag", [2, 0, 0, 0, 0], "13" },
        { "length over the limit", [0, 0, 16, 0, 1], "8" },
        { "length of 2^31", [0, 128, 0, 0, 0], "8" },
        { "length of 2^32-1", [0, 255, 255, 255, 255], "8" },
        { "two messages", [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], "13" },
        { "message and a stray octet", [0, 0, 0, 0, 0, 0], "13" },
        { "not protobuf", [0, 0, 0, 0, 2, 255, 255], "13" },
        { "whole", [0, 0, 0, 0, 2, 8, 1], "0" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task UnaryBody_Broken_IsAStatus(string what, byte[] body, string expectedStatus)
    {
        await using var server = await ProbeServer.StartAsync();

        (await RawCall.SendAsync(server, "/fedhub.grpc.tests.Probe/Unary", body)).GrpcStatus.ShouldBe(expectedStatus, what);
    }

    [Theory]
    [InlineData("Upload")]
    [InlineData("Duplex")]
    public async Task StreamBody_BrokenAfterAMessage_IsAStatus(string method)
    {
        await using var server = await ProbeServer.StartAsync();

        (await RawCall.SendAsync(server, $"/fedhub.grpc.tests.Probe/{method}", [0, 0, 0, 0, 2, 8, 1, 1, 0, 0, 0, 0])).GrpcStatus.ShouldBe("13");
    }

    [Fact]
    public async Task MutatedBodies_OfAllKinds_AlwaysEndWithAStatus()
    {
        await using var server = await ProbeServer.StartAsync();
        var random = new Random(20261121);
        string[] methods = ["Unary", "Upload", "Download", "Duplex"];
        for (var i = 0; i < 400; i++)
        {
            byte[] body = [0, 0, 0, 0, 6, 8, 1, 18, 2, 65, 66, 0, 0, 0, 0, 2, 8, 5];
            for (var mutations = random.Next(1, 4); mutations > 0; mutations--)
            {
                body[random.Next(body.Length)] = (byte)random.Next(256);
            }

            // A Download's number is how many responses it asks for: keep the test short.
            server.Service.OnDownload = (_, _, _) => Task.CompletedTask;
            var reply = await RawCall.SendAsync(server, $"/fedhub.grpc.tests.Probe/{methods[i % 4]}", body.AsSpan(0, random.Next(body.Length + 1)).ToArray());

            reply.GrpcStatus.ShouldBeOneOf("0", "8", "13");
        }
    }
}
