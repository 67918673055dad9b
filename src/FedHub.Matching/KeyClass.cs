namespace FedHub.Matching;

/// <summary>Kind of identifier a search key stands for; the numbers are those of the wire format. Every key belongs to exactly one class.</summary>
public enum KeyClass : byte
{
    /// <summary>Passport, identity card, travel document.</summary>
    Document = 1,

    /// <summary>National personal number, such as IIN, PINFL or TCKN.</summary>
    PersonalNumber = 2,

    /// <summary>Telephone number in E.164.</summary>
    Phone = 3,

    /// <summary>Match key of names and date of birth.</summary>
    Name = 4,

    /// <summary>Registration plate.</summary>
    Vehicle = 5,

    /// <summary>Bank account, e-mail, social handle or crypto address.</summary>
    Account = 6,
}
