using FedHub.Contracts.Query.V1;
using FedHub.Node.Gateway;
using FedHub.Node.Officers;
using FedHub.Protocol;

namespace FedHub.Node.OwnRecords;

/// <summary>Who looks in the own records, and why: as the officer signed it.</summary>
internal sealed record OwnAsker(string OfficerId, string Agency, Purpose Purpose, string LegalBasis)
{
    public static OwnAsker Of(PreparedSearch search)
    {
        var query = MatchQuery.Parser.ParseFrom(search.Payload.Span);
        var credential = IssuedCredential.Read(EnvelopeCodec.ToDomain(query.Credential).OrThrow()).Credential;
        return new OwnAsker(credential.OfficerId, credential.Agency, (Purpose)(int)query.Purpose, query.LegalBasis);
    }

    public override string ToString() => $"OwnAsker({OfficerId})";
}
