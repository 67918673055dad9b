using System.Collections.Concurrent;
using FedHub.Cli.Rpc;
using FedHub.Contracts.Budget.V1;
using Grpc.Core;
using IdentifierClass = FedHub.Contracts.Common.V1.IdentifierClass;

namespace FedHub.Federation.Tests.Support;

/// <summary>Has a hub log entries from several callers at once, and remembers what they were told.</summary>
internal sealed class HubLoad
{
    private const int Writers = 4;
    private const int MaxFailures = 20;

    private long _nextLimit;

    /// <summary>Each is the limit of a budget whose change was acknowledged, and so names one entry of the log.</summary>
    public ConcurrentBag<ulong> Acknowledged { get; } = [];

    /// <summary>Writes until cancelled, or until the hub does not take it any more.</summary>
    public Task RunAsync(string hubFolder, CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(() => WriteAsync(hubFolder, cancellationToken), CancellationToken.None)));

    private async Task WriteAsync(string hubFolder, CancellationToken cancellationToken)
    {
        using var channel = AdminConnection.Open(hubFolder);
        var client = new BudgetService.BudgetServiceClient(channel);
        for (var failures = 0; failures < MaxFailures && !cancellationToken.IsCancellationRequested;)
        {
            var limit = (ulong)Interlocked.Increment(ref _nextLimit);
            try
            {
                await client.SetBudgetAsync(
                    new SetBudgetRequest { Budget = new Budget { Scope = "member", Subject = "*", IdentifierClass = IdentifierClass.Phone, Limit = limit } },
                    cancellationToken: cancellationToken);
                Acknowledged.Add(limit);
            }
            catch (RpcException)
            {
                // Killed, or its disk failed: nobody knows what became of this one, which is allowed.
                failures++;
            }
        }
    }
}
