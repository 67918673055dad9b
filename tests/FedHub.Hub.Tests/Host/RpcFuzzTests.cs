using FedHub.Contracts.Budget.V1;
using FedHub.Contracts.Exchange.V1;
using FedHub.Contracts.Hub.V1;
using Google.Protobuf;
using Grpc.Core;

namespace FedHub.Hub.Tests.Host;

public sealed class RpcFuzzTests
{
    private const int Rounds = 60;

    private static readonly Marshaller<byte[]> _raw = Marshallers.Create<byte[]>(
        (bytes, context) => context.Complete(bytes), context => context.PayloadAsNewBuffer());

    [Fact]
    public async Task Calls_WithMutatedBytes_EndWithAClearStatus()
    {
        await using var hub = await TestHub.StartAsync();
        var query = TestQuery.Message(hub.Kaz, hub.Now, waiting: false, hub.Uzb.Slot());
        var disclosure = TestDisclosure.Request(hub.Kaz, hub.Uzb, hub.Now, TimeSpan.FromSeconds(30));
        var answers = new ReturnAnswersRequest { Origin = "UZB", QueryId = query.QueryId, Answers = { hub.Kaz.Answer(query, hub.Kaz.Slot(), hub.Now) } };
        var filter = new TestFilter(hub.Kaz, hub.Uzb, hub.Now);
        (string Method, IMessage Seed)[] members =
        [
            ("fedhub.exchange.v1.ExchangeService/SubmitQuery", TestQuery.Request(hub.Kaz, query)),
            ("fedhub.exchange.v1.ExchangeService/SubmitDisclosure", disclosure),
            ("fedhub.exchange.v1.ExchangeService/ReturnAnswers", answers),
            ("fedhub.exchange.v1.ExchangeService/ReturnDisclosure", TestDisclosure.Answer(hub.Kaz, disclosure, hub.Now)),
            ("fedhub.exchange.v1.ExchangeService/SubmitStatement", new SubmitStatementRequest { Kind = "policy-changed", Statement = disclosure.Disclosure.Request }),
            ("fedhub.exchange.v1.LetterService/SendLetter", TestLetter.Request(hub.Kaz, hub.Uzb, hub.Now)),
            ("fedhub.exchange.v1.LetterService/TakeLetter", new TakeLetterRequest { Sender = "UZB", LetterId = TestLetter.Id(1) }),
            ("fedhub.exchange.v1.CancellationService/CancelQuery", TestLetter.Cancellation(hub.Kaz, query, hub.Now)),
            ("fedhub.exchange.v1.DirectoryService/GetDirectory", new GetDirectoryRequest { KnownVersion = 1 }),
            ("fedhub.exchange.v1.FilterService/ListManifests", new ListManifestsRequest { Members = { "UZB" } }),
            ("fedhub.exchange.v1.FilterService/GetFilterFile", new GetFilterFileRequest { Sha256 = query.CaseCommitment, Offset = 9 }),
            ("fedhub.exchange.v1.FilterService/PublishFilter", filter.Messages().First()),
        ];
        (string Method, IMessage Seed)[] admin =
        [
            ("fedhub.budget.v1.BudgetService/SetBudget", new SetBudgetRequest { Budget = new Budget { Scope = "member", Subject = "KAZ", Limit = 3 } }),
            ("fedhub.budget.v1.BudgetService/RaiseBudget", new RaiseBudgetRequest { Budget = new Budget { Scope = "member", Subject = "KAZ", Limit = 3, Reason = "raid", RaisedUntilMs = 1 } }),
            ("fedhub.hub.v1.HubAdminService/PublishDirectory", new PublishDirectoryRequest { Directory = disclosure.Disclosure.Request }),
        ];

        var memberCalls = hub.Channel(hub.Kaz.Certificate).CreateCallInvoker();
        foreach (var (method, seed) in members)
        {
            await FuzzAsync(memberCalls, method, seed.ToByteArray());
        }

        foreach (var (method, seed) in admin)
        {
            await FuzzAsync(hub.AdminCalls, method, seed.ToByteArray());
        }

        // It still serves.
        hub.LogFindings().ShouldBeEmpty();
    }

    private static async Task FuzzAsync(CallInvoker invoker, string method, byte[] seed)
    {
        // A fixed seed: a failure is the same failure again.
        var random = new Random(20_261_121);
        var mutations = Enumerable.Range(0, Rounds).Select(_ => Mutate(seed, random.Next(), random.Next(), random.Next(), random.Next())).ToList();
        await Task.WhenAll(mutations.Select(bytes => CallAsync(invoker, method, bytes)));
    }

    private static byte[] Mutate(byte[] seed, int kind, int where, int what, int length) => (kind % 4) switch
    {
        0 => [.. seed.Select((value, index) => index == where % seed.Length ? (byte)(value ^ (1 << (what % 8))) : value)],
        1 => seed[..(where % seed.Length)],
        2 => [.. seed[..(where % seed.Length)], (byte)what, .. seed[(where % seed.Length)..]],
        _ => [.. seed[..(where % seed.Length)], .. seed[Math.Min(seed.Length, (where % seed.Length) + 1 + (length % 16))..]],
    };

    private static async Task CallAsync(CallInvoker invoker, string method, byte[] bytes)
    {
        var parts = method.Split('/');
        var definition = new Method<byte[], byte[]>(MethodType.ServerStreaming, parts[0], parts[1], _raw, _raw);
        using var call = invoker.AsyncServerStreamingCall(definition, null, new CallOptions(), bytes);
        try
        {
            await call.ResponseStream.ToEndAsync();
        }
        catch (RpcException failed)
        {
            failed.StatusCode.ShouldNotBeOneOf(StatusCode.Unknown, StatusCode.DataLoss, StatusCode.Unavailable);

            // Internal is what gRPC says of bytes that are not the message at all; it must not be a handler that failed.
            failed.Status.Detail.ShouldNotStartWith("Internal error.");
        }
    }
}
