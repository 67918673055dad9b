using FedHub.Grpc.Tests.Protos;
using FedHub.Grpc.Tests.Support;
using Grpc.Core;

namespace FedHub.Grpc.Tests;

public sealed class MetadataTests
{
    [Fact]
    public async Task Metadata_TextAndBinary_GoesBothWays()
    {
        var octets = new byte[] { 0xab, 0xab, 0xab, 0x00 };
        await using var server = await ProbeServer.StartAsync();
        server.Service.OnUnary = async (_, context) =>
        {
            var headers = new Metadata { { "initial", context.RequestHeaders.GetValue("asked")! } };
            await context.WriteResponseHeadersAsync(headers);
            context.ResponseTrailers.Add("trailing-bin", context.RequestHeaders.GetValueBytes("asked-bin")!);
            foreach (var entry in context.RequestHeaders.GetAll("twice-bin"))
            {
                context.ResponseTrailers.Add(entry);
            }

            return new Pong();
        };

        using var call = server.Client.UnaryAsync(
            new Ping(), new Metadata { { "Asked", "value, with comma" }, { "asked-bin", octets }, { "twice-bin", [1] }, { "twice-bin", [2, 3] } });
        await call.ResponseAsync.WaitAsync(Wait.Long);

        (await call.ResponseHeadersAsync.WaitAsync(Wait.Long)).GetValue("initial").ShouldBe("value, with comma");
        call.GetTrailers().GetValueBytes("trailing-bin").ShouldBe(octets);
        call.GetTrailers().GetAll("twice-bin").Select(entry => entry.ValueBytes).ShouldBe([[1], [2, 3]]);
    }

    [Fact]
    public async Task ResponseHeaders_OfAStream_ArriveBeforeTheFirstMessage()
    {
        var gate = new TaskCompletionSource();
        await using var server = await ProbeServer.StartAsync();
        server.Service.OnDownload = async (_, responses, context) =>
        {
            await context.WriteResponseHeadersAsync(new Metadata { { "early", "yes" } });
            await gate.Task;
            await responses.WriteAsync(new Pong());
        };

        using var call = server.Client.Download(new Ping());
        (await call.ResponseHeadersAsync.WaitAsync(Wait.Long)).GetValue("early").ShouldBe("yes");
        gate.SetResult();
        (await call.ResponseStream.MoveNext().WaitAsync(Wait.Long)).ShouldBeTrue();
    }

    [Fact]
    public async Task ResponseHeaders_SentTwice_Throws()
    {
        await using var server = await ProbeServer.StartAsync();
        server.Service.OnUnary = async (_, context) =>
        {
            await context.WriteResponseHeadersAsync([]);
            await Should.ThrowAsync<InvalidOperationException>(() => context.WriteResponseHeadersAsync([]));
            return new Pong { Number = 1 };
        };

        (await server.Client.UnaryAsync(new Ping()).ResponseAsync.WaitAsync(Wait.Long)).Number.ShouldBe(1);
    }

    [Fact]
    public async Task Context_OfACall_KnowsMethodHostPeerAndDeadline()
    {
        await using var server = await ProbeServer.StartAsync();
        (string Method, string Host, string Peer, DateTime Deadline) seen = default;
        server.Service.OnUnary = (_, context) =>
        {
            seen = (context.Method, context.Host, context.Peer, context.Deadline);
            context.AuthContext.IsPeerAuthenticated.ShouldBeFalse();
            return Task.FromResult(new Pong());
        };

        await server.Client.UnaryAsync(new Ping()).ResponseAsync.WaitAsync(Wait.Long);

        seen.Method.ShouldBe("/fedhub.grpc.tests.Probe/Unary");
        seen.Host.ShouldBe($"localhost:{server.Port}");
        seen.Peer.ShouldStartWith("ipv4:127.0.0.1:");
        seen.Deadline.ShouldBe(DateTime.MaxValue);
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("ümlaut")]
    [InlineData("line\n")]
    public void Entry_KeyThatNoHeaderCanHave_Throws(string key) =>
        Should.Throw<ArgumentException>(() => new Metadata.Entry(key, "value"));

    [Fact]
    public void Entry_BinaryKeyMismatch_Throws()
    {
        Should.Throw<ArgumentException>(() => new Metadata.Entry("key-bin", "text"));
        Should.Throw<ArgumentException>(() => new Metadata.Entry("key", [1]));
        Should.Throw<InvalidOperationException>(() => new Metadata.Entry("key-bin", [1]).Value);
        Should.Throw<InvalidOperationException>(() => Metadata.Empty.Add("a", "b"));
    }

    [Fact]
    public async Task RequestMetadata_ThatNoHeaderCanHold_FailsTheCall()
    {
        await using var server = await ProbeServer.StartAsync();

        Should.Throw<ArgumentException>(() => server.Client.UnaryAsync(new Ping(), new Metadata { { "key", "line\r\nbreak" } }));
    }

    [Fact]
    public async Task Host_SetByTheClient_IsTheAuthority()
    {
        await using var server = await ProbeServer.StartAsync();
        var host = "";
        server.Service.OnUnary = (_, context) =>
        {
            host = context.Host;
            return Task.FromResult(new Pong());
        };

        await server.Client.WithHost("other.example").UnaryAsync(new Ping()).ResponseAsync.WaitAsync(Wait.Long);

        host.ShouldBe("other.example");
    }
}
