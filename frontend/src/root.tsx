import { createRootRoute } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import type { AsSpelt } from "@/lib/address";
import { Layout } from "@/ui/Layout";

const AccountNav = lazy(async () => ({
  default: (await import("@/features/account/AccountNav")).AccountNav,
}));

export const root = createRootRoute({
  component: () => (
    <Layout
      corner={
        <Suspense>
          <AccountNav />
        </Suspense>
      }
    />
  ),
});

/** Most pages read their address themselves: the first page then need not load how. */
export const asSpelt =
  <State,>() =>
  (raw: AsSpelt<State>) =>
    raw;
