using System.Text;
using FedHub.Contracts.Node.V1;
using FedHub.Node.Tests.Import;
using Google.Protobuf;
using Grpc.Core;

namespace FedHub.Node.Tests.Rpc;

/// <summary>Imports into a running node, over its socket.</summary>
public sealed class RecordImportTests
{
    private const int Lines = 6_000;
    private const string Mapping = "version: 1\ncolumns: { id: record_id, name: full_name, born: date_of_birth, cat: category }\n";

    [Fact]
    public async Task Import_BrokenOffByItsCaller_GoesOnBehindTheLastBatchInTheNextCall()
    {
        await using var host = await TestHost.StartAsync();
        var client = new NodeAdminService.NodeAdminServiceClient(host.OpenSocket());
        var lines = GeneratedCsv.Header + "\n" + string.Concat(Enumerable.Range(0, Lines).Select(number => GeneratedCsv.NameOnly(number) + "\n"));
        using (var stop = new CancellationTokenSource(TestHost.Patience))
        using (var call = client.ImportRecords(cancellationToken: stop.Token))
        {
            (await BeginAsync(call)).Line.ShouldBe(0ul);
            await SendAsync(call, lines, resumeAfter: 0);
            while ((await NextAsync(call)).LinesRead < 1_000)
            {
                // Two batches are durable; the others are on their way.
            }

            await stop.CancelAsync();
        }

        using var second = client.ImportRecords(cancellationToken: new CancellationTokenSource(TestHost.Patience).Token);
        var point = await BeginAsync(second);
        await SendAsync(second, lines, point.Line);
        await second.RequestStream.CompleteAsync();
        var last = await NextAsync(second);
        while (!last.Done)
        {
            last = await NextAsync(second);
        }

        point.Line.ShouldBeInRange(1_001ul, (ulong)Lines);
        last.PassedOver.ShouldBe(point.Line - 1);
        last.Unchanged.ShouldBeLessThanOrEqualTo(500ul);
        (last.LinesRead, last.PassedOver + last.Unchanged + last.Added, last.Stopped).ShouldBe(((ulong)Lines, (ulong)Lines, ""));
        last.SearchableFromMs.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Import_ThatDoesNotSayWhereItBegins_IsRefused()
    {
        await using var host = await TestHost.StartAsync();
        using var call = new NodeAdminService.NodeAdminServiceClient(host.OpenSocket()).ImportRecords(cancellationToken: new CancellationTokenSource(TestHost.Patience).Token);
        await BeginAsync(call);

        await call.RequestStream.WriteAsync(new ImportRecordsRequest { Data = ByteString.CopyFromUtf8("id\n") });

        (await Should.ThrowAsync<RpcException>(() => NextAsync(call))).StatusCode.ShouldBe(StatusCode.InvalidArgument);
    }

    private static async Task<ImportPoint> BeginAsync(AsyncDuplexStreamingCall<ImportRecordsRequest, ImportRecordsResponse> call)
    {
        await call.RequestStream.WriteAsync(new ImportRecordsRequest { Header = new ImportHeader { Mapping = Mapping } });
        return (await NextAsync(call)).Point;
    }

    private static async Task SendAsync(AsyncDuplexStreamingCall<ImportRecordsRequest, ImportRecordsResponse> call, string lines, ulong resumeAfter)
    {
        await call.RequestStream.WriteAsync(new ImportRecordsRequest { Start = new ImportStart { ResumeAfterLine = resumeAfter } });
        foreach (var chunk in Encoding.UTF8.GetBytes(lines).Chunk(32 * 1024))
        {
            await call.RequestStream.WriteAsync(new ImportRecordsRequest { Data = ByteString.CopyFrom(chunk) });
        }
    }

    private static async Task<ImportRecordsResponse> NextAsync(AsyncDuplexStreamingCall<ImportRecordsRequest, ImportRecordsResponse> call)
    {
        (await call.ResponseStream.MoveNext(CancellationToken.None)).ShouldBeTrue();
        return call.ResponseStream.Current;
    }
}
