using FedHub.Contracts.Gateway.V1;
using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Node.Gateway;
using FedHub.Protocol;

namespace FedHub.Node.Rpc;

/// <summary>Reads what an officer sent, every field checked.</summary>
internal static class SearchOrderReader
{
    private const int MaxValues = 64;
    private const int MaxLength = 1_024;
    private const int MaxLegalBasisLength = 500;
    private const int MaxCaseLength = 128;

    /// <summary>Reads an order.</summary>
    /// <param name="request">As sent.</param>
    /// <param name="self">Resolves national phone numbers when no country is given.</param>
    /// <exception cref="FedHubException">Something mandatory is missing, or too long.</exception>
    public static SearchOrder Read(PrepareSearchRequest request, MemberId self)
    {
        if (!Enum.IsDefined((Purpose)(int)request.Purpose))
        {
            throw Invalid("A purpose is needed: " + string.Join(", ", Tokens.AllPurposes) + ".");
        }

        if (string.IsNullOrWhiteSpace(request.LegalBasis) || request.LegalBasis.Length > MaxLegalBasisLength)
        {
            throw Invalid("A legal basis is needed, of at most 500 characters.");
        }

        if (string.IsNullOrWhiteSpace(request.CaseReference) || request.CaseReference.Length > MaxCaseLength)
        {
            throw Invalid("A case reference is needed, of at most 128 characters.");
        }

        var criteria = Read(request.Criteria ?? throw Invalid("Nothing was given that can be searched."), self);
        return new SearchOrder(criteria, (Purpose)(int)request.Purpose, request.LegalBasis, request.CaseReference, [.. request.To.Select(ReadMember)], request.AsTyped)
        {
            Wait = ReadWait(request.WaitSeconds),
        };
    }

    private static TimeSpan? ReadWait(uint seconds)
    {
        var wait = TimeSpan.FromSeconds(seconds);
        return wait == TimeSpan.Zero ? null
            : wait > ProtocolLimits.InteractiveLifetime && wait <= ProtocolLimits.WaitingLifetime ? wait
            : throw Invalid("A search waits for longer than 30 seconds and for at most 7 days.");
    }

    private static MemberId ReadMember(string text)
        => MemberId.TryParse(text, out var member) ? member : throw Invalid("A country is named by its three-letter code, such as KAZ.");

    private static Criteria Read(SearchCriteria criteria, MemberId self)
    {
        var lists = new[] { criteria.Documents, criteria.PersonalNumbers, criteria.Phones, criteria.Vehicles, criteria.Accounts };
        if (lists.Any(list => list.Count > MaxValues || list.Any(value => value.Length > MaxLength))
            || criteria.FullName.Length > MaxLength || criteria.Mrz.Length > MaxLength || criteria.DateOfBirth.Length > MaxLength || criteria.Country.Length > MaxLength)
        {
            throw Invalid("At most 64 values of a kind are searched, each of at most 1,024 characters.");
        }

        string? problem = null;
        PartialDate? born = null;
        if (!string.IsNullOrWhiteSpace(criteria.DateOfBirth))
        {
            born = PartialDate.TryParse(criteria.DateOfBirth, out var date, out problem) ? date : null;
        }

        var subject = new MatchSubject
        {
            FullName = NullIfEmpty(criteria.FullName),
            DateOfBirth = born,
            Documents = [.. criteria.Documents],
            PersonalNumbers = [.. criteria.PersonalNumbers],
            Phones = [.. criteria.Phones],
            Vehicles = [.. criteria.Vehicles],
            Accounts = [.. criteria.Accounts],
            MachineReadableZones = string.IsNullOrWhiteSpace(criteria.Mrz) ? [] : [criteria.Mrz],
            Country = NullIfEmpty(criteria.Country) ?? self.ToString(),
        };
        return new Criteria(subject, problem);
    }

    private static string? NullIfEmpty(string text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static FedHubException Invalid(string message) => new(ErrorCode.InvalidInput, message);
}
