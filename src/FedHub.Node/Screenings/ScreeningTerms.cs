using FedHub.Contracts.Gateway.V1;
using FedHub.Contracts.Node.V1;
using FedHub.Protocol;
using IdentifierClass = FedHub.Contracts.Common.V1.IdentifierClass;

namespace FedHub.Node.Screenings;

/// <summary>What a screening is for, as the message that is kept encrypted.</summary>
internal sealed class ScreeningTerms(KeptScreening message)
{
    public KeptScreening Message { get; } = message;

    public Purpose Purpose => (Purpose)(int)Message.Purpose;

    /// <summary>Those of a request.</summary>
    public static ScreeningTerms Of(RequestScreeningRequest request)
    {
        var message = new KeptScreening
        {
            Purpose = request.Purpose,
            LegalBasis = request.LegalBasis,
            CaseReference = request.CaseReference,
            AsTyped = request.AsTyped,
        };
        message.To.AddRange(request.To);
        message.Typed.AddRange(request.Rows.SelectMany(Classes).GroupBy(known => known).OrderBy(group => group.Key)
            .Select(group => new KeyCount { IdentifierClass = group.Key, Count = (uint)group.Count() }));
        return new ScreeningTerms(message);
    }

    /// <summary>Whether a row is to be asked under these terms and no others.</summary>
    public bool Cover(PrepareSearchRequest row) => row.Purpose == Message.Purpose
        && string.Equals(row.LegalBasis, Message.LegalBasis, StringComparison.Ordinal)
        && string.Equals(row.CaseReference, Message.CaseReference, StringComparison.Ordinal)
        && row.AsTyped == Message.AsTyped && row.WaitSeconds == 0 && row.To.SequenceEqual(Message.To, StringComparer.Ordinal);

    /// <summary>The type only: it names a case.</summary>
    public override string ToString() => nameof(ScreeningTerms);

    private static IEnumerable<IdentifierClass> Classes(SearchCriteria row)
    {
        (bool IsTyped, IdentifierClass Class)[] classes =
        [
            (row.Documents.Count > 0 || row.Mrz.Length > 0, IdentifierClass.Document),
            (row.PersonalNumbers.Count > 0, IdentifierClass.PersonalNumber),
            (row.Phones.Count > 0, IdentifierClass.Phone),
            (row.FullName.Length > 0, IdentifierClass.Name),
            (row.Vehicles.Count > 0, IdentifierClass.Vehicle),
            (row.Accounts.Count > 0, IdentifierClass.Account),
        ];
        return classes.Where(entry => entry.IsTyped).Select(entry => entry.Class);
    }
}
