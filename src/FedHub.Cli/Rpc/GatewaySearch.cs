using FedHub.Cli.Search;
using FedHub.Contracts.Gateway.V1;
using FedHub.Cryptography;
using FedHub.Protocol;
using Google.Protobuf;
using Grpc.Core;

namespace FedHub.Cli.Rpc;

/// <summary>A search at the own node: prepare, compare, sign, run.</summary>
internal sealed class GatewaySearch(GatewayService.GatewayServiceClient client, SigningKey officerKey)
{
    /// <summary>Lets the node prepare the query and compares it with what was typed.</summary>
    public async Task<Preparation> PrepareAsync(SearchInput input, CancellationToken cancellationToken)
    {
        var response = await client.PrepareSearchAsync(ToProto(input), cancellationToken: cancellationToken);
        var warnings = response.Warnings
            .Select(warning => new SearchWarning(warning.Field, warning.Message, warning.NeedsConfirmation))
            .ToList();
        if (response.QueryId.IsEmpty || response.Payload.IsEmpty)
        {
            return new Preparation(null, warnings);
        }

        return new Preparation(PreparedSearch.Compare(response, input).OrThrow(), warnings);
    }

    /// <summary>
    /// Signs and sends; the board grows with each event until the end. When the directory changed between preparing and sending, the node
    /// has fetched the new one by the time it says so: the search is then prepared, compared and signed once more, and only once.
    /// </summary>
    /// <param name="prepared">The compared query.</param>
    /// <param name="board">Takes the events.</param>
    /// <param name="changed">Called after each event.</param>
    /// <param name="cancellationToken">Ends waiting; the query itself stays logged.</param>
    /// <returns>The query that was run.</returns>
    public async Task<PreparedSearch> RunAsync(PreparedSearch prepared, SearchBoard board, Action changed, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(prepared, board, changed, cancellationToken);
            return prepared;
        }
        catch (RpcException stale) when (RpcErrors.TryRead(stale, out var refusal) && refusal.Code == ErrorCode.DirectoryStale)
        {
            if ((await PrepareAsync(prepared.Input, cancellationToken)).Search is not { } again)
            {
                throw;
            }

            board.Ask(again.Members);
            await SendAsync(again, board, changed, cancellationToken);
            return again;
        }
    }

    private async Task SendAsync(PreparedSearch prepared, SearchBoard board, Action changed, CancellationToken cancellationToken)
    {
        var request = new RunSearchRequest
        {
            QueryId = ByteString.CopyFrom(prepared.QueryId.ToArray()),
            Signature = ByteString.CopyFrom(prepared.Sign(officerKey).AsSpan()),
            Confirm = prepared.Input.Confirms,
        };
        using var call = client.RunSearch(request, cancellationToken: cancellationToken);
        while (await call.ResponseStream.MoveNext(cancellationToken))
        {
            Apply(call.ResponseStream.Current, board);
            changed();
        }
    }

    private static void Apply(RunSearchResponse response, SearchBoard board)
    {
        switch (response.EventCase)
        {
            case RunSearchResponse.EventOneofCase.Outcome:
                board.Apply(VerdictCodec.ToDomain(response.Outcome));
                break;
            case RunSearchResponse.EventOneofCase.Own:
                board.Apply(VerdictCodec.ToDomain(response.Own));
                break;
            case RunSearchResponse.EventOneofCase.Completed:
                var completed = response.Completed;
                board.Complete(
                    completed.FinalMembers,
                    completed.NotFinalMembers,
                    TimeSpan.FromMilliseconds(completed.ElapsedMs),
                    completed.QueryReceipt > 0 ? completed.QueryReceipt - 1 : null,
                    completed.RestrictedMembers);
                break;
            default:
                // An event of a newer node that says nothing about an outcome; outcomes still arrive as outcomes.
                break;
        }
    }

    /// <summary>What is known of the person or thing, always in the same bytes: an approved row is known again by them.</summary>
    public static SearchCriteria CriteriaOf(SearchInput input)
    {
        var criteria = new SearchCriteria { FullName = input.FullName, DateOfBirth = input.DateOfBirth, Mrz = input.MachineReadableZone };
        criteria.Documents.AddRange(input.Documents);
        criteria.PersonalNumbers.AddRange(input.PersonalNumbers);
        criteria.Phones.AddRange(input.Phones);
        criteria.Vehicles.AddRange(input.Vehicles);
        criteria.Accounts.AddRange(input.Accounts);
        return criteria;
    }

    private static PrepareSearchRequest ToProto(SearchInput input)
    {
        var request = new PrepareSearchRequest
        {
            Criteria = CriteriaOf(input),
            Purpose = (Contracts.Common.V1.Purpose)(int)input.Purpose,
            LegalBasis = input.LegalBasis,
            CaseReference = input.CaseReference,
            AsTyped = input.AsTyped,
            WaitSeconds = (uint)input.Wait.TotalSeconds,
            ScreeningId = input.Screening is { } screening ? ByteString.CopyFrom(screening.Id.ToArray()) : ByteString.Empty,
            ScreeningRow = input.Screening?.Row ?? 0,
        };
        request.To.AddRange(input.To);
        return request;
    }
}
