namespace FedHub.Node.Enrolments;

/// <summary>How far a node's enrolment got.</summary>
/// <param name="IsApproved">Whether the hub's operator approved it.</param>
/// <param name="Fingerprint">What is compared by voice before that.</param>
/// <param name="IsInstalled">Whether the certificate came and was installed.</param>
public sealed record EnrolmentProgress(bool IsApproved, string Fingerprint, bool IsInstalled);
