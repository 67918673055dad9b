namespace FedHub.Hub;

/// <summary>How far a request for a certificate got; from 1 on as fedhub.exchange.v1.CertificateState numbers it.</summary>
internal enum EnrolmentState
{
    /// <summary>The token is not used yet.</summary>
    Invited = 0,

    /// <summary>Waits for the operator.</summary>
    Requested = 1,

    /// <summary>Waits for the authority.</summary>
    Approved = 2,

    /// <summary>The certificate can be fetched.</summary>
    Issued = 3,

    /// <summary>Refused, or the invitation was withdrawn.</summary>
    Refused = 4,
}
