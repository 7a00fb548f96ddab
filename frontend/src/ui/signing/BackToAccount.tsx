import { Link } from "@tanstack/react-router";
import { useAccountTexts } from "@/i18n/account";
import { LeftIcon } from "@/ui/icons";

export function BackToAccount() {
  const { form } = useAccountTexts();
  return (
    <p className="print:hidden">
      <Link to="/account">
        <LeftIcon /> {form.back}
      </Link>
    </p>
  );
}
