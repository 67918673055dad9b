using System.Diagnostics;
using FedHub.Contracts.Exchange.V1;
using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using FedHub.Transparency;
using Google.Protobuf;
using Grpc.Core;

namespace FedHub.Hub.Rpc;

/// <summary>The exchange service: queries, disclosures, deliveries, answers and statements of members.</summary>
internal sealed class ExchangeRpc(
    QueryIntake intake,
    QueryExchange queries,
    QueryStore store,
    DisclosureExchange disclosures,
    DeliveryPump pump,
    StatementBook statements,
    PublishedLog log,
    WitnessedLog witnessed,
    MemberRegistry members,
    MemberVersions versions,
    TimeProvider clock) : ExchangeService.ExchangeServiceBase
{
    private const int MaxAnswers = 512;

    public override async Task SubmitQuery(
        SubmitQueryRequest request, IServerStreamWriter<SubmitQueryResponse> responseStream, ServerCallContext context)
    {
        var call = MemberCall.Of(context);
        var started = clock.GetTimestamp();
        using var activity = HubMeter.Activities.StartActivity("SubmitQuery", ActivityKind.Server);
        members.InForce();
        var envelope = EnvelopeCodec.ToDomain(request.Query).OrThrow();
        call.Subject = Digest.Of(envelope.Payload.Span);
        var key = QueryIntake.ReadKey(envelope, call.Member);
        var live = await queries.ResumeAsync(key, call.Subject.Value, call.CancellationToken)
            ?? await queries.SubmitAsync(await intake.VerifyAsync(request, envelope, call.CancellationToken), call.CancellationToken);
        HubMeter.QueryAdmission.Record(clock.GetElapsedTime(started).TotalMilliseconds);

        await responseStream.WriteAsync(new SubmitQueryResponse { Accepted = await AcceptedAsync(live, call.CancellationToken) }, call.CancellationToken);
        await foreach (var happened in live.ReadAsync(call.CancellationToken))
        {
            await responseStream.WriteAsync(await ToProtoAsync(key, happened, call.CancellationToken), call.CancellationToken);
        }
    }

    public override async Task<SubmitDisclosureResponse> SubmitDisclosure(SubmitDisclosureRequest request, ServerCallContext context)
    {
        var call = MemberCall.Of(context);
        var directory = members.InForce();
        var envelope = EnvelopeCodec.ToDomain(request.Disclosure?.Request).OrThrow();
        call.Subject = Digest.Of(envelope.Payload.Span);
        var result = await disclosures.ResumeAsync(call.Member, call.Subject.Value, call.CancellationToken);
        if (result is null)
        {
            var verified = DisclosureVerifier
                .VerifyRequest(envelope, request.Disclosure!.SealedContent.Span, directory, clock.GetUtcNow())
                .OrThrow();
            RequireCaller(verified.Origin, call);
            if (directory.Member(verified.Owner)?.Collections.Any(collection => collection.Name == verified.Collection) != true)
            {
                throw new FedHubException(ErrorCode.UnknownSlot, "The directory does not list this collection.", heldVersion: directory.Version);
            }

            result = await disclosures.SubmitAsync(verified, request.Disclosure.ToByteArray(), call.CancellationToken);
        }

        return result.Answer is { } answer
            ? new SubmitDisclosureResponse
            {
                Answer = DisclosureAnswer.Parser.ParseFrom(answer),
                Receipt = result.Receipt is { } receipt ? ReceiptCodec.ToProto(receipt) : null,
            }
            : new SubmitDisclosureResponse { State = ReceiptCodec.ToProto(result.State) };
    }

    public override async Task OpenDeliveries(
        OpenDeliveriesRequest request, IServerStreamWriter<OpenDeliveriesResponse> responseStream, ServerCallContext context)
    {
        var call = MemberCall.Of(context);
        members.InForce();
        versions.Saw(call.Member, request.SoftwareVersion);
        await pump.RunAsync(call.Member, ReadCheckpoint(request.Checkpoint), responseStream, call.CancellationToken);
    }

    public override async Task<ReturnAnswersResponse> ReturnAnswers(ReturnAnswersRequest request, ServerCallContext context)
    {
        var call = MemberCall.Of(context);
        var directory = members.InForce();
        if (!MemberId.TryParse(request.Origin, out var origin) || !QueryId.TryFromBytes(request.QueryId.Span, out var queryId)
            || request.Answers.Count is 0 or > MaxAnswers)
        {
            throw new FedHubException(ErrorCode.Malformed, "Answers need an origin, a query id and 1 to 512 slots.");
        }

        var answers = request.Answers.Select(answer => Verify(answer, queryId, directory, call)).ToList();
        var cosigned = TakeAsync(request.Cosignature, directory, call);
        var taken = await queries.TakeAnswersAsync(new QueryKey(origin, queryId), answers, call.CancellationToken);
        await cosigned;
        var response = new ReturnAnswersResponse();
        response.Receipts.AddRange(taken.Receipts.Select(ReceiptCodec.ToProto));
        return response;
    }

    public override async Task<ReturnDisclosureResponse> ReturnDisclosure(ReturnDisclosureRequest request, ServerCallContext context)
    {
        var call = MemberCall.Of(context);
        var directory = members.InForce();
        var statement = EnvelopeCodec.ToDomain(request.Answer?.Statement).OrThrow();
        if (!MemberId.TryParse(request.Origin, out var origin))
        {
            throw new FedHubException(ErrorCode.Malformed, "The answer's origin is not well-formed.");
        }

        var answer = DisclosureVerifier.VerifyAnswer(statement, request.Answer!.SealedAnswer.Span, directory, clock.GetUtcNow()).OrThrow();
        RequireCaller(answer.Owner, call);
        var cosigned = TakeAsync(request.Cosignature, directory, call);
        var taken = await disclosures.TakeAnswerAsync(
            origin, answer, Digest.Of(statement.Payload.Span), request.Answer.ToByteArray(), call.CancellationToken);
        await cosigned;
        return new ReturnDisclosureResponse { Receipt = ReceiptCodec.ToProto(taken.Receipts[0]) };
    }

    public override async Task<SubmitStatementResponse> SubmitStatement(SubmitStatementRequest request, ServerCallContext context)
    {
        var call = MemberCall.Of(context);
        var statement = StatementReader.Read(request, members.InForce(), call.Member, clock.GetUtcNow()).OrThrow();
        return new SubmitStatementResponse { Receipt = ReceiptCodec.ToProto(await statements.SubmitAsync(statement, call.CancellationToken)) };
    }

    private static SignedCheckpoint? ReadCheckpoint(ByteString bytes)
    {
        if (bytes.IsEmpty)
        {
            return null;
        }

        return SignedCheckpoint.TryParse(bytes.Span, out var checkpoint)
            ? checkpoint
            : throw new FedHubException(ErrorCode.Malformed, "The checkpoint is not a signed note.");
    }

    private static void RequireCaller(MemberId member, MemberCall call)
    {
        if (member != call.Member)
        {
            throw new FedHubException(ErrorCode.NotAMember, "The message is not the caller's own.");
        }
    }

    /// <summary>The proof is the asker's to keep. While the log waits for its witnesses there is none, and the query is accepted all the same.</summary>
    private async Task<QueryAccepted> AcceptedAsync(LiveQuery live, CancellationToken cancellationToken)
    {
        var accepted = new QueryAccepted { Receipt = ReceiptCodec.ToProto(live.Receipt) };
        if (await log.ProveAsync(live.Receipt.Index, knownSize: 0, cancellationToken) is { } proof)
        {
            accepted.Proof = LogProofCodec.ToProto(proof);
        }

        return accepted;
    }

    private async Task TakeAsync(Contracts.Exchange.V1.Cosignature? message, FederationDirectory directory, MemberCall call)
    {
        if (!LogProofCodec.TryRead(message, out var cosignature))
        {
            return;
        }

        try
        {
            await witnessed.TakeAsync(call.Member, directory, cosignature, call.CancellationToken);
        }
        catch (FedHubException)
        {
            // The answers count without it; handed in by itself it is refused with the reason.
        }
    }

    private ReturnedAnswer Verify(SlotAnswer message, QueryId queryId, FederationDirectory directory, MemberCall call)
    {
        var statement = EnvelopeCodec.ToDomain(message.Statement).OrThrow();
        var answer = AnswerVerifier.Verify(statement, message.SealedAnswer.Span, directory, clock.GetUtcNow()).OrThrow();
        RequireCaller(answer.Slot.Member, call);
        return answer.QueryId == queryId
            ? new ReturnedAnswer(answer, Digest.Of(statement.Payload.Span), message.ToByteArray())
            : throw new FedHubException(ErrorCode.Malformed, "An answer belongs to another query.");
    }

    private async Task<SubmitQueryResponse> ToProtoAsync(QueryKey key, QueryEvent happened, CancellationToken cancellationToken) => happened switch
    {
        SlotAnswered answered => new SubmitQueryResponse
        {
            Answer = SlotAnswer.Parser.ParseFrom(
                (await store.FindAnswerAsync(key, answered.Slot, cancellationToken)
                    ?? throw new FedHubException(ErrorCode.NotFound, "The query's retention has ended.")).Answer),
        },
        MemberStateReached reached => new SubmitQueryResponse
        {
            MemberState = new MemberStateChanged { Member = reached.Member.ToString(), State = ReceiptCodec.ToProto(reached.State) },
        },
        QueryEnded ended => new SubmitQueryResponse
        {
            Completed = new QueryCompleted { AnsweredSlots = (uint)ended.AnsweredSlots, MissingSlots = (uint)ended.MissingSlots },
        },
        _ => throw new ArgumentOutOfRangeException(nameof(happened), "Every event has a message."),
    };
}
