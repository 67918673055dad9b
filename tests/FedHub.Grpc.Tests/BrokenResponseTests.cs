using FedHub.Grpc.Tests.Protos;
using FedHub.Grpc.Tests.Support;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FedHub.Grpc.Tests;

/// <summary>What the client makes of servers that do not keep to the protocol.</summary>
public sealed class BrokenResponseTests
{
    private static readonly byte[] _message = [0, 0, 0, 0, 2, 8, 1];
    private readonly TaskCompletionSource _wasRead = new();

    public static TheoryData<string, StatusCode> Answers => new()
    {
        { "whole", StatusCode.OK },
        { "no-trailers", StatusCode.Internal },
        { "no-message", StatusCode.Internal },
        { "trailers-only-ok", StatusCode.Internal },
        { "two-messages", StatusCode.Internal },
        { "compressed", StatusCode.Internal },
        { "unknown-flag", StatusCode.Internal },
        { "over-limit", StatusCode.ResourceExhausted },
        { "cut-short", StatusCode.Internal },
        { "not-protobuf", StatusCode.Internal },
        { "status-no-number", StatusCode.Unknown },
        { "status-99", StatusCode.Unknown },
        { "bad-base64-trailer", StatusCode.Internal },
        { "bad-base64-trailers-only", StatusCode.Internal },
        { "html", StatusCode.Internal },
        { "503", StatusCode.Unavailable },
        { "401", StatusCode.Unauthenticated },
        { "404", StatusCode.Unimplemented },
        { "503-with-status", StatusCode.DataLoss },
        { "reset-2", StatusCode.Internal },
        { "reset-7", StatusCode.Unavailable },
        { "reset-8", StatusCode.Cancelled },
        { "reset-11", StatusCode.ResourceExhausted },
        { "aborted", StatusCode.Internal },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task UnaryResponse_Broken_IsAStatus(string answer, StatusCode expected)
    {
        await using var server = await StartAsync();

        var call = new Absent.AbsentClient(server.Channel!).UnaryAsync(new Ping(), new Metadata { { "answer", answer } });
        try
        {
            await call.ResponseAsync.WaitAsync(Wait.Long);
        }
        catch (RpcException exception)
        {
            exception.StatusCode.ShouldBe(expected);
        }

        call.GetStatus().StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task DuplexResponse_ResetAfterAMessage_IsAStatus()
    {
        await using var server = await StartAsync();
        var method = new Method<Ping, Pong>(
            MethodType.DuplexStreaming,
            "fedhub.grpc.tests.Absent",
            "Unary",
            Marshallers.Create(_ => Array.Empty<byte>(), Ping.Parser.ParseFrom),
            Marshallers.Create(_ => Array.Empty<byte>(), Pong.Parser.ParseFrom));
        using var call = server.Channel!.CreateCallInvoker().AsyncDuplexStreamingCall(
            method, null, new CallOptions(new Metadata { { "answer", "message-then-reset" } }));

        (await call.ResponseStream.MoveNext().WaitAsync(Wait.Long)).ShouldBeTrue();
        _wasRead.SetResult();
        var exception = await Should.ThrowAsync<RpcException>(call.ResponseStream.MoveNext().WaitAsync(Wait.Long));

        exception.StatusCode.ShouldBe(StatusCode.Internal);
        (await Should.ThrowAsync<RpcException>(call.RequestStream.WriteAsync(new Ping()).WaitAsync(Wait.Long))).StatusCode.ShouldBe(StatusCode.Internal);
    }

    private Task<ProbeServer> StartAsync() =>
        ProbeServer.StartAsync(map: app => app.MapPost("/fedhub.grpc.tests.Absent/Unary", AnswerAsync));

    private async Task AnswerAsync(HttpContext http)
    {
        var answer = http.Request.Headers["answer"].ToString();
        http.Response.ContentType = "application/grpc";
        await AnswerAsync(http, answer);
    }

    private Task AnswerAsync(HttpContext http, string answer) => answer switch
    {
        "whole" => SendAsync(http, _message, ("grpc-status", "0")),
        "no-trailers" => SendAsync(http, _message),
        "no-message" => SendAsync(http, [], ("grpc-status", "0")),
        "trailers-only-ok" => HeadersAsync(http, 200, ("grpc-status", "0")),
        "two-messages" => SendAsync(http, [.. _message, .. _message], ("grpc-status", "0")),
        "compressed" => SendAsync(http, [1, 0, 0, 0, 0], ("grpc-status", "0")),
        "unknown-flag" => SendAsync(http, [7, 0, 0, 0, 0], ("grpc-status", "0")),
        "over-limit" => SendAsync(http, [0, 255, 255, 255, 255], ("grpc-status", "0")),
        "cut-short" => SendAsync(http, _message[..6], ("grpc-status", "0")),
        "not-protobuf" => SendAsync(http, [0, 0, 0, 0, 2, 255, 255], ("grpc-status", "0")),
        "status-no-number" => SendAsync(http, _message, ("grpc-status", "x")),
        "status-99" => SendAsync(http, _message, ("grpc-status", "99")),
        "bad-base64-trailer" => SendAsync(http, _message, ("some-bin", "*"), ("grpc-status", "0")),
        "bad-base64-trailers-only" => HeadersAsync(http, 200, ("some-bin", "*"), ("grpc-status", "5")),
        "html" => HtmlAsync(http),
        "503-with-status" => HeadersAsync(http, 503, ("grpc-status", "15")),
        "aborted" => AbortAsync(http),
        "message-then-reset" => MessageThenResetAsync(http),
        _ when answer.StartsWith("reset-", StringComparison.Ordinal) => ResetAsync(http, int.Parse(answer[6..], System.Globalization.CultureInfo.InvariantCulture)),
        _ => HeadersAsync(http, int.Parse(answer, System.Globalization.CultureInfo.InvariantCulture)),
    };

    private static async Task SendAsync(HttpContext http, byte[] body, params (string Name, string Value)[] trailers)
    {
        await http.Response.StartAsync();
        await http.Response.Body.WriteAsync(body);
        foreach (var (name, value) in trailers)
        {
            http.Response.AppendTrailer(name, value);
        }
    }

    private static Task HeadersAsync(HttpContext http, int status, params (string Name, string Value)[] headers)
    {
        http.Response.StatusCode = status;
        foreach (var (name, value) in headers)
        {
            http.Response.Headers[name] = value;
        }

        return Task.CompletedTask;
    }

    private static Task HtmlAsync(HttpContext http)
    {
        http.Response.ContentType = "text/html";
        return http.Response.WriteAsync("<html></html>");
    }

    private static Task ResetAsync(HttpContext http, int code)
    {
        http.Features.GetRequiredFeature<IHttpResetFeature>().Reset(code);
        return Task.CompletedTask;
    }

    private async Task MessageThenResetAsync(HttpContext http)
    {
        await http.Response.Body.WriteAsync(_message);
        await http.Response.Body.FlushAsync();
        await _wasRead.Task;
        http.Features.GetRequiredFeature<IHttpResetFeature>().Reset(2);
    }

    private static Task AbortAsync(HttpContext http)
    {
        http.Abort();
        return Task.CompletedTask;
    }
}
