"""Letters out, by SMTP, or refused where no mail server is set; and what comes back of them."""

from enishi.adapters.mail.bounces import BounceReader
from enishi.adapters.mail.smtp_mailer import SmtpMailer, UnsetMailer
from enishi.adapters.mail.smtp_session import SmtpPostOffice, UnsetPostOffice

__all__ = ["BounceReader", "SmtpMailer", "SmtpPostOffice", "UnsetMailer", "UnsetPostOffice"]
